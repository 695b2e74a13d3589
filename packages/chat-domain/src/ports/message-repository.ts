import type { LogEntry } from '../model/log-entry.js';
import type { RoomHead } from '../model/room-head.js';

/** Which entries: all with `from <= seq <= to`, in `order`, at most `limit` of them. */
export interface ReadRange {
  /** The lowest seq, inclusive. */
  readonly from: number;
  /** The highest seq, inclusive. */
  readonly to: number;
  readonly order: 'ascending' | 'descending';
  readonly limit: number;
}

/** Under which of a user's ids a message was placed, and where. */
export interface IdempotencyRecord {
  readonly userId: string;
  readonly clientMessageId: string;
  readonly room: string;
  readonly epoch: string;
  readonly seq: number;
  /** When `seq` was taken, in epoch milliseconds. */
  readonly reservedAt: number;
  /** {@link TextDigest} of the text. */
  readonly fingerprint: string;
  /** Epoch milliseconds: that of the message. */
  readonly expiresAt: number;
}

/** A position in the log that nobody else will be given. */
export type Reservation = RoomHead;

/**
 * The ordered log of every room.
 *
 * Every read MUST see every write that finished before it began, and MUST NOT return an item at or past its
 * `expiresAt`. A write whose answer was lost may have happened. A store that cannot answer MUST reject; any
 * rejection that is not a `ChatError` counts as `unavailable`.
 */
export interface MessageRepository {
  /** The head of a room, or `null` where nobody has been. */
  head(room: string): Promise<RoomHead | null>;

  /** The heads of up to 100 rooms; rooms without one are left out. In any order. */
  heads(rooms: readonly string[]): Promise<readonly RoomHead[]>;

  /** The head of a room, made if absent, with seq 0, one shard and the epoch offered. */
  getOrCreate(room: string, epoch: string, now: number): Promise<RoomHead>;

  /**
   * Takes the next position: adds one to `seq`, atomically, and sets `reservedAt` to `now`; makes the head if absent, as
   * `getOrCreate` does. MUST NOT return the same seq twice within an epoch.
   */
  reserveNext(room: string, epoch: string, now: number): Promise<Reservation>;

  /** Doubles the shards of a room if they are still `from`; returns how many there are now. */
  doubleShards(room: string, from: number): Promise<number>;

  /**
   * Starts a new epoch: for after a restore, or a shorter retention. Everything but `epoch` stays as it is.
   * Rejects with `ChatError` `invalid_room` for a room that has no head.
   */
  startEpoch(room: string, epoch: string): Promise<RoomHead>;

  /** The entry at one position, or `null`. */
  find(room: string, seq: number): Promise<LogEntry | null>;

  /** Entries that are there; positions without one are passed over. Fewer than `limit` only if there are no more. */
  read(room: string, range: ReadRange): Promise<readonly LogEntry[]>;

  /**
   * Puts an entry at its position if that is empty (an expired entry is empty); returns what is there otherwise.
   * MUST be atomic: of two at the same position, one is stored and both learn the same.
   *
   * @returns `null` when stored by this call, else the entry that was there
   */
  append(room: string, entry: LogEntry): Promise<LogEntry | null>;

  /** Puts an entry in the stead of one with the same seq, if the one there is of kind `expected`; tells whether. */
  replace(room: string, entry: LogEntry, expected: LogEntry['kind']): Promise<boolean>;

  /** The record of a user's client message id, or `null`. */
  findIdempotencyRecord(userId: string, clientMessageId: string): Promise<IdempotencyRecord | null>;

  /**
   * Stores a record if there is none (an expired one is none).
   * @returns `null` when stored by this call, else the record that was there
   */
  putIfAbsent(record: IdempotencyRecord): Promise<IdempotencyRecord | null>;

  /**
   * Moves a record to a new position if it still holds seq `from`.
   * @returns the record as it is now: the one given, or the one that was moved elsewhere first
   */
  move(record: IdempotencyRecord, from: number): Promise<IdempotencyRecord>;
}
