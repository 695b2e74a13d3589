import type { BrowserContextOptions } from 'playwright-core';

/** The window of a phone, held upright. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 780 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  colorScheme: 'light',
};

/** The window of a laptop. */
export const LAPTOP: BrowserContextOptions = {
  viewport: { width: 1_200, height: 820 },
  deviceScaleFactor: 2,
};
