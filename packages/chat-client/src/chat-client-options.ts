import type { ConnectionSettings } from './connection/connection-settings.js';
import type { OutboxStorage } from './outbox/outbox-storage.js';
import type { OpenSocket } from './ports/chat-socket.js';
import type { Network } from './ports/network.js';
import type { Timers } from './ports/timers.js';

/** How to make a client. Only the first two are needed. */
export interface ChatClientOptions {
  /** The server's address: `wss://…`, or `ws://…`. */
  readonly url: string;
  /** A token that is good now. Asked for each connection, so return a fresh one when the last is about to expire. */
  readonly getToken: () => string | Promise<string>;
  /** Keeps the outbox over page reloads; by default nothing does. See `webStorage`. */
  readonly storage?: OutboxStorage;
  /** Other times than the defaults, in milliseconds. */
  readonly settings?: Partial<ConnectionSettings>;
  /** By default the platform's WebSocket with the token as subprotocol; in Node the `ws` library with a header. */
  readonly openSocket?: OpenSocket;
  /** By default the machine's. */
  readonly timers?: Timers;
  /** Uniform in 0 to 1; by default `Math.random`. */
  readonly random?: () => number;
  /** By default the browser's `online` and `offline` events. */
  readonly network?: Network;
}

/** Which message to send, besides its text. */
export interface SendOptions {
  /** The lobby, when absent. */
  readonly room?: string;
  /** An id of one's own, 1 to 64 printable ASCII characters; random, when absent. */
  readonly clientMessageId?: string;
}
