/// <reference lib="dom" />
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { startLocalStack, type LocalStack } from '../local-stack/start-local-stack.js';
import { mintToken } from '../token/mint-token.js';
import { buildPage, type Page as BuiltPage } from '../web-server/build-page.js';
import { startWebServer, type WebServer } from '../web-server/start-web-server.js';
import { findChromium } from './find-chromium.js';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
];

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

  private constructor(
    public stack: LocalStack,
    private readonly built: BuiltPage,
    private readonly browser: Browser,
    private readonly dataDir: string | undefined,
  ) {}

  private web: WebServer | undefined;

  /** Starts all of it, on free ports. */
  static async start(dataDir?: string): Promise<ChatSite> {
    const executablePath = findChromium();
    const stack = await startLocalStack(dataDir === undefined ? {} : { dataDir });
    const browser = await chromium.launch({ executablePath, args: FLAGS });
    const site = new ChatSite(stack, await buildPage(), browser, dataDir);
    site.web = await startWebServer({
      folder: site.built.folder,
      webSocketUrl: stack.url,
      mint: ({ sub, name }) => {
        site.minted.push(sub);
        return mintToken({ sub, name, roles: [], expiresIn: site.tokenLife }, stack.secret);
      },
    });
    return site;
  }

  /** Opens the page for somebody, in a browser of their own, and signs them in. */
  async open(name: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Reader> {
    const context = await this.browser.newContext(options);
    const page = await context.newPage();
    await page.goto(this.web?.url ?? '');
    await page.getByLabel('Your name').fill(name);
    await page.getByRole('button', { name: 'Join the chat' }).click();
    await online(page);
    return { context, page };
  }

  /** Kills the gateway with all its connections. */
  async stop(): Promise<void> {
    await this.stack.close();
  }

  /** Starts it again where it was, with what it kept on disk. */
  async restart(): Promise<void> {
    const port = Number(new URL(this.stack.url).port);
    this.stack = await startLocalStack({
      port,
      ...(this.dataDir !== undefined && { dataDir: this.dataDir }),
    });
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.web?.close();
    await this.stack.close();
    await this.built.remove();
  }
}

/** Resolves when the page says that it is online. */
export async function online(page: Page): Promise<void> {
  await page.locator('[data-status="online"]').waitFor();
}

/** Writes a message, as a person does. */
export async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: /^Message to/ }).fill(text);
  await page.keyboard.press('Enter');
}

/** Resolves when the last text in sight is this one. */
export async function lastText(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (expected) => [...document.querySelectorAll('.text')].at(-1)?.textContent === expected,
    text,
  );
}
