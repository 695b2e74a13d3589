import type { ActionFields, AnyActionDescriptor } from '@serverless-ws/chat-protocol';
import type { SendOptions } from './chat-client-options.js';
import type { ConnectionState } from './connection/connection-state.js';
import type { TokenClaims } from './connection/token-claims.js';
import type { Listeners } from './listeners.js';
import type { HistoryPage, HistoryQuery } from './log/history.js';
import type { Cursor } from './log/room-log.js';
import type { OutboxMessage, Receipt } from './outbox/outbox-message.js';
import type { Timers } from './ports/timers.js';
import type { ResponseOf } from './requested.js';

/** What a room, and what is built on one, uses of its client: see `ChatClient`. */
export interface RoomClient {
  readonly timers: Timers;
  readonly random: () => number;
  readonly on: Listeners['on'];
  readonly state: ConnectionState;
  readonly user: TokenClaims;
  readonly pending: readonly OutboxMessage[];
  roomOf(frame: { readonly room: string }): string;
  cursor(room?: string): Cursor | null;
  send(text: string, options?: SendOptions): Promise<Receipt>;
  retry(clientMessageId: string): void;
  discard(clientMessageId: string): void;
  join(room: string, after?: Cursor, follow?: boolean): Promise<void>;
  leave(room: string): Promise<void>;
  history(room?: string, query?: HistoryQuery): Promise<HistoryPage>;
  request<Action extends AnyActionDescriptor>(
    action: Action,
    fields: ActionFields<Action>,
  ): Promise<ResponseOf<Action>>;
  tell<Action extends AnyActionDescriptor>(action: Action, fields: ActionFields<Action>): void;
}
