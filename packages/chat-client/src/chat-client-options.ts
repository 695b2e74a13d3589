import type { ConnectionSettings } from './connection/connection-settings.js';
import type { MessageMore } from './outbox/outbox-message.js';
import type { OutboxStorage } from './outbox/outbox-storage.js';
import type { OpenSocket } from './ports/chat-socket.js';
import type { Network } from './ports/network.js';
import type { Timers } from './ports/timers.js';

/** The options of a client. Only the first two are required. */
export interface ChatClientOptions {
  /** The server's address: `wss://…`, or `ws://…`. */
  readonly url: string;
  /**
   * A token that is valid now. Called for each connection: return a fresh one when the last is about to expire, or was
   * refused. White space around it is cut off.
   */
  readonly getToken: () => string | Promise<string>;
  /** Keeps the outbox over page reloads. Default: none. See `webStorage`. */
  readonly storage?: OutboxStorage;
  /**
   * Whether the server is to push a message to the connection that sent it, too. Default: no, as its `ack` carries the
   * entry; a server that is older pushes it anyway.
   */
  readonly echo?: boolean;
  /** Times that replace the defaults, in milliseconds: 1 to 2,147,483,647. */
  readonly settings?: Partial<ConnectionSettings>;
  /** By default the platform's WebSocket with the token as subprotocol; in Node the `ws` library with a header. */
  readonly openSocket?: OpenSocket;
  /** Default: the system's. */
  readonly timers?: Timers;
  /** Uniform in 0 to 1; by default `Math.random`. */
  readonly random?: () => number;
  /** By default the browser's events about its network and the page, and jumps of the clock. */
  readonly network?: Network;
}

/** Options of a message, besides its text. */
export interface SendOptions extends MessageMore {
  /** Default: the lobby. `@` and the id of a user: the direct room with them. */
  readonly room?: string;
  /** The idempotency key, 1 to 64 printable ASCII characters. Default: random. */
  readonly clientMessageId?: string;
}

/** @throws TypeError when it is no WebSocket address */
export function requireWebSocketUrl(url: string): void {
  if (!/^wss?:\/\/[^/]/i.test(url)) throw new TypeError('invalid url');
}
