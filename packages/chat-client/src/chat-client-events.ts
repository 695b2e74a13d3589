import type { WireEntry } from '@serverless-ws/chat-protocol';
import type { ConnectionState } from './connection/connection-state.js';
import type { Cursor } from './log/room-log.js';
import type { OutboxMessage } from './outbox/outbox-message.js';
import type { RequestError } from './request-error.js';

/** The events of a client, by name. */
export interface ChatClientEvents {
  /** The state of the connection has changed. */
  state: ConnectionState;
  /** The next entry of a room's log: in order, each exactly once. */
  message: { readonly room: string; readonly epoch: string; readonly entry: WireEntry };
  /**
   * The log no longer reaches back to the shown entries (offline for longer than messages are kept, or the log was
   * restored from a backup): `message` continues after `cursor`. Drop this room's entries and read `history` again.
   * `last` is where the log was before: with `seq` 0 it had no entry, so that none is lost.
   */
  reset: { readonly room: string; readonly cursor: Cursor; readonly last: Cursor };
  /**
   * The server has taken the client out of a room, and accepts no new join: `uninvited`, `expired` (the invitation) or
   * `moderated`. `refused` follows, with this reason as its code.
   */
  removed: { readonly room: string; readonly reason: string };
  /** The server no longer accepts the client in a room; the client has left it. */
  refused: { readonly room: string; readonly error: RequestError };
  /** The pending messages have changed: all of them, in order. */
  outbox: readonly OutboxMessage[];
}
