import type { VisibleEntry } from './log-entry.js';

/** News for the members of a room: entries in the order of the log. */
export interface MessagesEvent {
  readonly type: 'messages';
  readonly room: string;
  readonly epoch: string;
  readonly entries: readonly VisibleEntry[];
}

/** Why the server ends a connection. */
export type ByeReason = 'token_expired' | 'kicked' | 'banned' | 'flooding' | 'replaced' | 'maintenance';

/** The last thing a connection hears before the server deletes it. */
export interface ByeEvent {
  readonly type: 'bye';
  readonly reason: ByeReason;
  /** Whether it makes sense to come back, with a fresh token. */
  readonly reconnect: boolean;
}

/** What the server says unasked. */
export type ServerEvent = MessagesEvent | ByeEvent;
