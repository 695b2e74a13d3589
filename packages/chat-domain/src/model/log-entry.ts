import type { MessageContent } from './message-content.js';
import { reactionCounts, type ReactionMark } from './reaction.js';
import { utf8Length } from './utf8.js';

/** What every position of a room's log has. */
interface Entry {
  /** The position in the log: 1, 2, 3, … within an epoch. */
  readonly seq: number;
  /** When the position was reserved, in epoch milliseconds. Never falls as `seq` grows, except for clock skew. */
  readonly reservedAt: number;
  /** When the entry expires, in epoch milliseconds; from then on no read returns it, whether deleted yet or not. */
  readonly expiresAt: number;
  /**
   * How many of the positions up to this one were reserved for what is no message, itself included: from two of these
   * follows how many messages lie between. Absent in fillers, and in entries of earlier releases.
   */
  readonly nonMessages?: number;
}

/** Who sent a message, as their token said at that time. */
export interface Sender {
  readonly id: string;
  readonly name: string;
}

/** The name of a message in its room: by position alone, it could be another one in a restored log. */
export interface MessageReference {
  readonly seq: number;
  readonly id: string;
}

/** What entries have that a user caused. */
interface SentEntry extends Entry {
  readonly id: string;
  readonly sender: Sender;
  /** The id of the other user, in a direct room; absent where the sender is neither of its two users. */
  readonly to?: string;
  /**
   * Its sender pushes it to the members itself, so workers pass over it unless a notification names it. Absent in a chat
   * that batches nothing, and where workers push it.
   */
  readonly pushed?: true;
}

/** A message that a user sent. */
export interface Message extends SentEntry, MessageContent {
  readonly kind: 'message' | 'announcement';
  readonly clientMessageId?: string;
  /** The message that this one answers. */
  readonly replyTo?: MessageReference;
  /** The last edit, which the content is of; absent where there was none. */
  readonly edited?: LastEdit;
  /** What users reacted with, in any order; only in what is read with reactions, and only where there are any. */
  readonly reactions?: readonly ReactionMark[];
}

/** The edit that a message was changed by last. */
export interface LastEdit {
  /** The position of the edit's entry. */
  readonly seq: number;
  /** When that was reserved, in epoch milliseconds. */
  readonly at: number;
}

/**
 * A position without a message: its writer did not fill it in time, so a reader did and no entry can appear behind a
 * cursor; or its writer gave it up. Or a later release has stored a kind of entry there that this one does not know.
 */
export interface Filler extends Entry {
  readonly kind: 'filler';
}

/** What is left of a deleted message. Expires with it. */
export interface Tombstone extends SentEntry {
  readonly kind: 'tombstone';
  readonly clientMessageId?: string;
}

/**
 * The entry that announces a deletion, at a position of its own, so that clients past the message learn of it. Its sender
 * is who deleted.
 */
export interface Deletion extends SentEntry {
  readonly kind: 'deletion';
  /** The message that is deleted. */
  readonly target: MessageReference;
}

/**
 * The entry that announces an edit, at a position of its own, so that clients past the message learn of it. Its sender is
 * that of the message.
 */
export interface Edit extends SentEntry {
  readonly kind: 'edit';
  /** The message that is edited. */
  readonly target: MessageReference;
  readonly clientMessageId?: string;
  /**
   * What the message says by this edit, where no later edit and no deletion has replaced that. Never stored here, but at the
   * message: added to what is read and pushed.
   */
  readonly content?: MessageContent;
}

/** The entry that announces a reaction to a message, or that one was taken back. Its sender is who reacted. */
export interface Reaction extends SentEntry {
  readonly kind: 'reaction';
  /** The message that is reacted to. */
  readonly target: MessageReference;
  readonly reaction: string;
  /** `false`: it was taken back. */
  readonly on: boolean;
  readonly clientMessageId?: string;
}

/** One position of a room's log. */
export type LogEntry = Message | Filler | Tombstone | Deletion | Edit | Reaction;

/** What clients are shown: everything but fillers. */
export type VisibleEntry = Exclude<LogEntry, Filler>;

/** Whether an entry is a message that is not deleted. */
export function isMessage(entry: LogEntry): entry is Message {
  return entry.kind === 'message' || entry.kind === 'announcement';
}

/** Whether clients are shown this entry. */
export function isVisible(entry: LogEntry): entry is VisibleEntry {
  return entry.kind !== 'filler';
}

/** Bytes that an entry takes in a frame, at most. */
export function entryBytes(entry: LogEntry): number {
  const { reactions, ...rest } = { reactions: undefined, ...entry };
  const shown = reactions === undefined ? rest : { ...rest, reactions: reactionCounts(reactions, '') };
  return utf8Length(JSON.stringify(shown)) + 1;
}
