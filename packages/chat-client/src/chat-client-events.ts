import type { WireEntry } from '@serverless-ws/chat-protocol';
import type { ConnectionState } from './connection/connection-state.js';
import type { Cursor } from './log/room-log.js';
import type { OutboxMessage } from './outbox/outbox-message.js';
import type { RequestError } from './request-error.js';

/** What a client tells, by name. */
export interface ChatClientEvents {
  /** The connection has changed. */
  state: ConnectionState;
  /** The next entry of a room's log: in order, each exactly once. */
  message: { readonly room: string; readonly epoch: string; readonly entry: WireEntry };
  /**
   * The log no longer reaches back to what was shown (away for longer than messages are kept, or restored from a
   * backup): `message` goes on after `cursor`. Drop what is shown of this room and read its `history` again.
   */
  reset: { readonly room: string; readonly cursor: Cursor };
  /** The server does not let us into a room any more; it was left. */
  refused: { readonly room: string; readonly error: RequestError };
  /** The messages on their way have changed: all of them, in order. */
  outbox: readonly OutboxMessage[];
}
