import type { Page, WebSocketRoute } from 'playwright-core';

/** A frame in between the page and the server. */
export interface PassingFrame {
  readonly type?: string;
  readonly [field: string]: unknown;
}

/** Stands between a page and the server: to hold frames back, or to say what a server says seldom. */
export class PlayedServer {
  #route: WebSocketRoute | undefined;
  /** The id of the last message from the page. */
  #sent: unknown;
  /** Frames of these types do not get to the page. */
  readonly withheld = new Set<string>();
  /** Whether connections are refused, as a browser sees it. */
  isRefusing = false;

  private constructor() {}

  /** Before the page is opened. */
  static async before(page: Page): Promise<PlayedServer> {
    const played = new PlayedServer();
    await page.routeWebSocket(/^ws:/, (route) => played.#connect(route));
    return played;
  }

  #connect(route: WebSocketRoute): void {
    if (this.isRefusing) return void route.close({ code: 1011 });
    this.#route = route;
    const server = route.connectToServer();
    route.onMessage((text) => {
      const { clientMessageId } = JSON.parse(String(text)) as PassingFrame;
      this.#sent = clientMessageId ?? this.#sent;
      server.send(text);
    });
    server.onMessage((text) => {
      const { type = '' } = JSON.parse(String(text)) as PassingFrame;
      if (!this.withheld.has(type)) route.send(text);
    });
  }

  /** Refuses the last message that the page sent. */
  fail(code: string): void {
    const clientMessageId = this.#sent;
    this.push({ type: 'error', code, message: code, retryable: false, clientMessageId });
  }

  /** Says something to the page that the server has not said. */
  push(frame: PassingFrame): void {
    this.#route?.send(JSON.stringify(frame));
  }

  /** Says good-bye for a reason, and hangs up. */
  async end(reason: string, more: PassingFrame = {}): Promise<void> {
    this.push({ type: 'bye', reason, reconnect: false, ...more });
    await this.#route?.close();
  }

  /** Hangs up, and refuses the next connections. */
  async refuse(): Promise<void> {
    this.isRefusing = true;
    await this.#route?.close({ code: 1011 });
  }
}
