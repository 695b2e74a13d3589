import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import {
  startLocalStack,
  type LocalStack,
  type LocalStackOptions,
} from '@serverless-ws/local-stack/start-local-stack.js';
import { mintToken } from '@serverless-ws/local-stack/token/mint-token.js';
import { buildPage, type Page as BuiltPage } from '@serverless-ws/dev/web-server/build-page.js';
import { startWebServer, type WebServer } from '@serverless-ws/dev/web-server/start-web-server.js';
import { launchBrowser } from './launch-browser.js';
import { signIn } from './reader.js';

/** How a person's browser is set up. */
export interface Reader {
  readonly context: BrowserContext;
  readonly page: Page;
}

/** The chat page on the whole local stack, looked at with a real browser. */
export class ChatSite {
  /** Seconds that a token is good for. */
  tokenLife = 3_600;
  /** For whom tokens were made, in order. */
  readonly minted: string[] = [];

  readonly #built: BuiltPage;
  readonly #browser: Browser;
  readonly #options: LocalStackOptions;

  private constructor(
    public stack: LocalStack,
    built: BuiltPage,
    browser: Browser,
    options: LocalStackOptions,
  ) {
    this.#built = built;
    this.#browser = browser;
    this.#options = options;
  }

  #web: WebServer | undefined;

  /**
   * Starts all of it, on free ports.
   * @param attachmentsUrl - where links to files are signed; without it the page is not set up for files
   */
  static async start(
    options: Omit<LocalStackOptions, 'port'> = {},
    attachmentsUrl?: string,
  ): Promise<ChatSite> {
    const browser = await launchBrowser();
    const stack = await startLocalStack(options);
    const site = new ChatSite(stack, await buildPage(new AbortController().signal), browser, options);
    site.#web = await startWebServer({
      folder: site.#built.folder,
      webSocketUrl: stack.url,
      attachmentsUrl,
      mint: ({ sub, name, roles }) => {
        site.minted.push(sub);
        return mintToken({ sub, name, roles, expiresIn: site.tokenLife }, site.stack.secret);
      },
    });
    return site;
  }

  /** Where the page is. */
  get url(): string {
    return this.#web?.url ?? '';
  }

  /** A browser of one user. */
  newContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    return this.#browser.newContext({ locale: 'en-GB', ...options });
  }

  /** Opens the page for a user, in a browser of their own, and signs them in. */
  async open(name: string, options: BrowserContextOptions = {}): Promise<Reader> {
    const context = await this.newContext(options);
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

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#web?.close();
    await this.stack.close();
    await this.#built.remove();
  }
}
