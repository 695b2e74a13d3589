import type { VisibleEntry } from './log-entry.js';

/** New entries for the members of a room, in the order of the log. */
export interface MessagesEvent {
  readonly type: 'messages';
  readonly room: string;
  readonly epoch: string;
  readonly entries: readonly VisibleEntry[];
}

/** Why the server ends a connection. */
export type ByeReason = 'token_expired' | 'kicked' | 'banned' | 'flooding' | 'replaced' | 'maintenance';

/** The last event on a connection before the server closes it. */
export interface ByeEvent {
  readonly type: 'bye';
  readonly reason: ByeReason;
  /** Whether the client should reconnect, with a fresh token. */
  readonly reconnect: boolean;
}

/** What the server pushes. */
export type ServerEvent = MessagesEvent | ByeEvent;
