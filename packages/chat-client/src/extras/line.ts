import type { MessageMore, OutboxMessage } from '../outbox/outbox-message.js';
import type { MessageReference } from '../room.js';

/** A user, as messages name them. */
export interface User {
  readonly id: string;
  readonly name: string;
}

/** Who reacted to a message in one way. */
export interface Reaction {
  readonly count: number;
  /** The ids of up to ten of them, or of more where they were seen to react. */
  readonly users: readonly string[];
  /** Whether the user of this client is among them. */
  readonly own: boolean;
}

interface LogLine extends MessageReference {
  /** Stays the same for one message, also before the server has stored it: a key for lists. */
  readonly key: string;
  readonly sender: User;
  /** Epoch milliseconds, by the server's clock. */
  readonly sentAt: number;
  readonly clientMessageId?: string | undefined;
}

/** A message of the log. */
export interface MessageLine extends LogLine, MessageMore {
  readonly kind: 'message' | 'announcement';
  readonly text: string;
  /** When the text was last changed, in epoch milliseconds; absent when it never was. */
  readonly editedAt?: number | undefined;
  /** By reaction. Read it by `Object.entries`: a reaction may be any text. */
  readonly reactions: Readonly<Record<string, Reaction>>;
}

/** What is left of a deleted message. */
export interface DeletedLine extends LogLine {
  readonly kind: 'deleted';
}

/** A message of the outbox. */
export interface PendingLine {
  readonly kind: 'pending';
  readonly key: string;
  readonly message: OutboxMessage;
}

/** One line of a room, as people see it. */
export type Line = MessageLine | DeletedLine | PendingLine;
