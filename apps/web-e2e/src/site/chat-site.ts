import { EventEmitter } from 'node:events';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import {
  startLocalStack,
  type LocalStack,
  type LocalStackOptions,
} from '@serverless-ws/local-stack/start-local-stack.js';
import { mintToken } from '@serverless-ws/local-stack/token/mint-token.js';
import { startWebServer } from '@serverless-ws/dev/web-server/start-web-server.js';
import { connectBrowser, newContext } from './launch-browser.js';
import { signIn } from './reader.js';
import { sharedParts } from './shared-parts.js';

/** How a person's browser is set up. */
export interface Reader {
  readonly context: BrowserContext;
  readonly page: Page;
}

/** The chat page on the whole local stack, looked at with a real browser. */
export class ChatSite {
  /** Seconds that a token is good for. */
  tokenLife = 3_600;
  /** Emits the id of each user for whom a token is made. */
  readonly mints = new EventEmitter();

  readonly #browser: Browser;
  readonly #options: LocalStackOptions;
  readonly #ends: (() => Promise<void> | void)[] = [];
  #url = '';

  private constructor(
    public stack: LocalStack,
    browser: Browser,
    options: LocalStackOptions,
  ) {
    this.#browser = browser;
    this.#options = options;
  }

  /**
   * Starts all of it, on free ports, or nothing: what has begun is ended when the rest does not start.
   * @param attachmentsUrl - where links to files are signed; without it the page is not set up for files
   */
  static async start(
    options: Omit<LocalStackOptions, 'port'> = {},
    attachmentsUrl?: string,
  ): Promise<ChatSite> {
    const browser = await connectBrowser();
    let site: ChatSite | undefined;
    try {
      site = new ChatSite(await startLocalStack(options), browser, options);
      await site.#serve(attachmentsUrl);
      return site;
    } catch (error) {
      await (site?.close() ?? browser.close());
      throw error;
    }
  }

  async #serve(attachmentsUrl: string | undefined): Promise<void> {
    const web = await startWebServer({
      folder: sharedParts().page,
      webSocketUrl: this.stack.url,
      attachmentsUrl,
      mint: ({ sub, name, roles }) => {
        this.mints.emit(sub);
        return mintToken({ sub, name, roles, expiresIn: this.tokenLife }, this.stack.secret);
      },
    });
    this.#url = web.url;
    this.atEnd(() => web.close());
  }

  /** Where the page is. */
  get url(): string {
    return this.#url;
  }

  /** A browser of one user. */
  newContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    return newContext(this.#browser, options);
  }

  /** Opens the page for a user, in a browser of their own, and signs them in. */
  async open(name: string, options: BrowserContextOptions = {}): Promise<Reader> {
    const context = await this.newContext(options);
    return { context, page: await this.openTab(context, name) };
  }

  /** Opens the page for a user, with a clock by which a test lets time pass. */
  async openWithClock(name: string): Promise<Reader> {
    const context = await this.newContext();
    await context.clock.install();
    return { context, page: await this.openTab(context, name) };
  }

  /** Opens the page for a user who is an admin. */
  async openAsAdmin(name: string): Promise<Reader> {
    const context = await this.newContext();
    return { context, page: await this.openTab(context, name, 'Join as admin') };
  }

  /** Opens the page in one more tab of a browser, and signs a user in. */
  async openTab(context: BrowserContext, name: string, join = 'Join the chat'): Promise<Page> {
    const page = await context.newPage();
    await page.goto(this.url);
    await signIn(page, name, join);
    return page;
  }

  /** Kills the gateway with all its connections. */
  async stop(): Promise<void> {
    await this.stack.close();
  }

  /** Starts it again where it was, with what it kept on disk. */
  async restart(): Promise<void> {
    const port = Number(new URL(this.stack.url).port);
    this.stack = await startLocalStack({ ...this.#options, port });
  }

  /** Calls `end` before the site ends, whatever tests have done. */
  atEnd(end: () => Promise<void> | void): void {
    this.#ends.push(end);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    for (const end of this.#ends) await end();
    await this.stack.close();
  }
}
