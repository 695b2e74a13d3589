import type { RoomKind } from '../model/access/room-kind.js';
import type { LogCursor } from '../model/log-cursor.js';
import type { LastEdit, LogEntry, Message, MessageReference, VisibleEntry } from '../model/log-entry.js';
import type { MessageContent } from '../model/message-content.js';
import type { ReactionMark } from '../model/reaction.js';
import type { DirectSide, RoomHead } from '../model/room-head.js';

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

/** The position at which a message was written under a client message id of a user. */
export interface IdempotencyRecord {
  readonly userId: string;
  readonly clientMessageId: string;
  readonly room: string;
  readonly epoch: string;
  readonly seq: number;
  /** When `seq` was reserved, in epoch milliseconds. */
  readonly reservedAt: number;
  /** As the reservation said; absent in records of earlier releases. */
  readonly nonMessages?: number;
  /** {@link TextDigest} of the text. */
  readonly fingerprint: string;
  /** Epoch milliseconds: that of the message. */
  readonly expiresAt: number;
}

/** Positions that were reserved for a message and hold none: to take in, and to take out as there are newer ones. */
export interface UnsentPositions {
  readonly add: readonly number[];
  readonly drop: readonly number[];
}

/** What a message says from an edit on. */
export interface MessageEdit extends LastEdit {
  /** Replaces the whole content: what is absent here, the message no longer has. */
  readonly content: MessageContent;
}

/** What a position is reserved for: a message counts as unread, nothing else does. */
export type ReservationPurpose = 'message' | 'reaction' | 'other';

/** A position in the log that no other writer will get. */
export interface Reservation extends RoomHead {
  /** When the position below was reserved, in epoch milliseconds: the last time that the room spoke. Absent for the first. */
  readonly lastReservedAt?: number;
}

/** Which page of the rooms of a kind. */
export interface RoomPageOptions {
  readonly kind: RoomKind;
  /** At most this many rooms; a page may hold fewer, even none, and still have a next one. */
  readonly limit: number;
  /** From an earlier page of the same kind. Any other text MAY be `bad_request`, and MUST NOT cost more than a page. */
  readonly from?: string | undefined;
}

/** A page of rooms and, unless it was the last, where the next one starts. */
export interface RoomPage {
  readonly rooms: readonly string[];
  /** Opaque; hand it back unchanged. Absent on the last page. */
  readonly next?: string;
}

/**
 * The ordered log of every room.
 *
 * Every read MUST see every write that finished before it began, and MUST NOT return an item at or past its
 * `expiresAt`. A write whose response was lost may have happened. A store that cannot respond MUST reject; any
 * rejection that is not a `ChatError` counts as `unavailable`.
 *
 * An entry of a kind that this release does not know, which a later one has stored, MUST be returned as a filler, and
 * MUST NOT be replaced: so a release can be rolled back.
 *
 * A head may have an end, in epoch milliseconds. Before it the head MUST be kept; from then on the store may delete it,
 * at any time, whole: the room then begins anew, with another epoch and from position 1. Until it is deleted, it is there
 * for every call: the one end that no read enforces. An end MUST NOT be moved back, not by late writes either; where a
 * call names none, it stays.
 */
export interface MessageRepository {
  /** The head of a room, or `null` where the room has none. */
  head(room: string): Promise<RoomHead | null>;

  /** The heads of up to 100 rooms; rooms without one are left out. In any order. */
  heads(rooms: readonly string[]): Promise<readonly RoomHead[]>;

  /**
   * As `heads`, but MAY miss what was written within the last seconds, and may cost less: for what is only shown. MUST
   * return each head as it is or was.
   */
  recentHeads(rooms: readonly string[]): Promise<readonly RoomHead[]>;

  /**
   * The head of a room, created if absent, with seq 0, one shard and the epoch given.
   *
   * @param keptUntil - the end of a head that is created; an existing one that would end before the middle between `now`
   * and then MUST end then instead, in a write that creates it if it was deleted meanwhile. Absent: without an end
   */
  getOrCreate(room: string, epoch: string, now: number, keptUntil?: number): Promise<RoomHead>;

  /**
   * Reserves the next position: adds one to `seq`, atomically, and sets `reservedAt` to `now`; creates the head if
   * absent, as `getOrCreate` does. MUST NOT return the same seq twice within an epoch. `lastReservedAt` MUST be of the
   * head that this write has replaced.
   *
   * @param keptUntil - the end of the head from now on, in the same write, if the head has no later one
   * @param purpose - other than `message`: adds one to `nonMessages` as well; `reaction`: from now on the head
   * `hasReactions`; both in the same write
   */
  reserveNext(
    room: string,
    epoch: string,
    now: number,
    keptUntil?: number,
    purpose?: ReservationPurpose,
  ): Promise<Reservation>;

  /**
   * Takes positions into `unsent` of a head, and others out of it, if it still has this epoch; no write where both are
   * empty. MUST be safe to repeat, and MUST keep what concurrent calls take in.
   */
  noteUnsent(room: string, epoch: string, positions: UnsentPositions): Promise<void>;

  /** Doubles the shards of a room if they are still `from`; returns how many there are now. */
  doubleShards(room: string, from: number): Promise<number>;

  /** Sets or clears `batched` of a head; nothing where there is none. */
  markBatched(room: string, batched: boolean): Promise<void>;

  /**
   * Notes in the head of a direct room that it is in the lists of both users until then (`RoomHead.listedUntil`). MUST NOT
   * move a time back, nor change anything else; a room without a head is left without one.
   *
   * @param side - the user whose message it was
   * @param until - epoch milliseconds
   */
  noteListed(room: string, side: DirectSide, until: number): Promise<void>;

  /**
   * Starts a new epoch, after a restore or a shorter retention. Everything but `epoch` stays as it is.
   * Rejects with `ChatError` `invalid_room` for a room that has no head.
   */
  startEpoch(room: string, epoch: string): Promise<RoomHead>;

  /**
   * The names of all rooms of a kind, each once, in any order. Reading all pages MUST return every room that had a head,
   * and one before its end, from before the first page until after the last: a room MUST be in the list before its head is
   * stored or its end is moved, so that a writer interrupted between the two leaves no room out. MAY return rooms whose
   * head is deleted, or was never stored; MUST forget them at some time, if their head had an end.
   */
  rooms(options: RoomPageOptions): Promise<RoomPage>;

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
}
