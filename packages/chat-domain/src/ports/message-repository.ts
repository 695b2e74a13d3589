import type { LogCursor } from '../model/log-cursor.js';
import type { LastEdit, LogEntry, Message, MessageReference, VisibleEntry } from '../model/log-entry.js';
import type { MessageContent } from '../model/message-content.js';
import type { ReactionMark } from '../model/reaction.js';

/** Which entries: all with `from <= seq <= to`, in `order`, at most `limit` of them. */
export interface ReadRange {
  /** The lowest seq, inclusive. */
  readonly from: number;
  /** The highest seq, inclusive. */
  readonly to: number;
  readonly order: 'ascending' | 'descending';
  readonly limit: number;
  /** `true`: messages come with their `reactions`. For rooms whose head says that they have some. */
  readonly reactions?: boolean | undefined;
}

/** What a review has decided about a message, as every retry obeys it; neither field where it was accepted. */
export interface RecordedReview {
  /** What is written in the place of the message's own content. */
  readonly replacement?: MessageContent;
  /** Why it is not written. The record then names no position: its `seq` is 0, its `epoch` empty. */
  readonly rejection?: string;
}

/** The position at which a message was written under a client message id of a user. */
export interface IdempotencyRecord extends RecordedReview {
  readonly userId: string;
  readonly clientMessageId: string;
  readonly room: string;
  readonly epoch: string;
  readonly seq: number;
  /** When `seq` was reserved, in epoch milliseconds. */
  readonly reservedAt: number;
  /** As the reservation said; absent in records of earlier releases. */
  readonly nonMessages?: number;
  /** {@link TextDigest} of the content that was sent, whatever a review has replaced it by. */
  readonly fingerprint: string;
  /** Epoch milliseconds: that of the message. */
  readonly expiresAt: number;
}

/** Names a record, and the position that it has to name. */
export type ReplacedRecord = Pick<IdempotencyRecord, 'userId' | 'clientMessageId' | 'room' | 'seq'>;

/** What a message says from an edit on. */
export interface MessageEdit extends LastEdit {
  /** Replaces the whole content: what is absent here, the message no longer has. */
  readonly content: MessageContent;
}

/**
 * The entries of every room's log, in order, each at a position that `RoomHeadRepository` has handed out; and the
 * records by which a message is written once.
 *
 * Every read MUST see every write that finished before it began, and MUST NOT return an item at or past its
 * `expiresAt`. A write whose response was lost may have happened. A store that cannot respond MUST reject; any
 * rejection that is not a `ChatError` counts as `unavailable`.
 *
 * An entry of a kind that this release does not know, which a later one has stored, MUST be returned as a filler, and
 * MUST NOT be replaced: so a release can be rolled back.
 */
export interface MessageRepository {
  /** The entry at one position, or `null`. */
  find(room: string, seq: number): Promise<LogEntry | null>;

  /** The entries of a range; empty positions are skipped. Fewer than `limit` only if there are no more. */
  read(room: string, range: ReadRange): Promise<readonly LogEntry[]>;

  /**
   * Stores an entry at its position if that is empty (an expired entry is empty); returns what is there otherwise.
   * MUST be atomic: of two at the same position, one is stored, and the other call returns that one. The `content` of an
   * edit MUST NOT be stored.
   *
   * @returns `null` when stored by this call, else the entry that was there
   */
  append(room: string, entry: LogEntry): Promise<LogEntry | null>;

  /**
   * Replaces the entry with the same seq and the same id if that is of kind `expected`; returns whether it did. MUST compare
   * the id, in the same write: a later log of the room may have another entry at the position.
   */
  replace(room: string, entry: VisibleEntry, expected: VisibleEntry['kind']): Promise<boolean>;

  /**
   * Replaces the content of a message, and stores which edit it is of, if the entry at the position still is a message with
   * this id that was not edited yet, or last at a lower seq. MUST compare all of that in the same write, and MUST change
   * nothing else of the message. So edits that arrive in any order, or twice, end alike.
   *
   * @returns the message as it is now, by this edit or by a later one; `null` where there is no such message (any more)
   */
  edit(room: string, target: MessageReference, edit: MessageEdit): Promise<Message | null>;

  /**
   * Notes the last change of a user's reaction to a message, until the message expires: sets it unless a change of the same
   * reaction by the same user at the same or a higher `seq` is noted, in one write. So changes that arrive in any order, or
   * twice, end alike. MUST compare the id, too: what is noted for a message of an earlier log at this position is replaced.
   */
  react(room: string, target: Pick<Message, 'seq' | 'id' | 'expiresAt'>, mark: ReactionMark): Promise<void>;

  /** What is noted of a message's reactions, in any order. */
  reactions(room: string, target: MessageReference): Promise<readonly ReactionMark[]>;

  /** The record of a user's client message id, or `null`. */
  findIdempotencyRecord(userId: string, clientMessageId: string): Promise<IdempotencyRecord | null>;

  /**
   * Stores a record if there is none (an expired one does not count).
   * @returns `null` when stored by this call, else the record that was there
   */
  putIfAbsent(record: IdempotencyRecord): Promise<IdempotencyRecord | null>;

  /**
   * Moves a record to a new position of its room, if it still names the position `from` there: compares room, epoch and
   * seq, in the same write. After an expiry another record may be there, with the seq of another log.
   * Where there is none, or an expired one, the record is stored.
   * @returns the record as it is now: the one given, or the one that is there instead
   */
  move(record: IdempotencyRecord, from: LogCursor): Promise<IdempotencyRecord>;

  /**
   * Removes the `replacement` of a record that names this position of the room, in whatever epoch, if there is one, and
   * nothing else: what it was of is deleted, or kept elsewhere. MUST be safe to repeat, and MUST NOT make a record.
   */
  forgetReplacement(record: ReplacedRecord): Promise<void>;
}
