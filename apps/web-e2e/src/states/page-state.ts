import type { BrowserContextOptions, Page } from 'playwright-core';
import type { ChatSite } from '../site/chat-site.js';

/** Something that the page can look like. */
export interface PageState {
  readonly name: string;
  /** Whether it is looked at in dark colours too. */
  readonly isMain?: true;
  /** Whether only a narrow window has it. */
  readonly isNarrow?: true;
  /** Opens the page in a browser of its own, and brings it there. */
  readonly show: (site: ChatSite, options: BrowserContextOptions) => Promise<Page>;
}
