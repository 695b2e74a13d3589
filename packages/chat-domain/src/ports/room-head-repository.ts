import type { RoomKind } from '../model/access/room-kind.js';
import type { DirectSide, RoomHead } from '../model/room-head.js';
import type { RetentionChange, RoomRetention } from '../model/room-retention.js';
import type { ReadOptions } from './read-options.js';

/** Positions that were reserved for a message and hold none: to take in, and to take out as there are newer ones. */
export interface UnsentPositions {
  readonly add: readonly number[];
  readonly drop: readonly number[];
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

/** Reads heads: the part of {@link RoomHeadRepository} that functions need which write no entries. */
export interface RoomHeadReader {
  /** The head of a room, or `null` where the room has none. */
  find(room: string, options?: ReadOptions): Promise<RoomHead | null>;

  /** The heads of up to 100 rooms; rooms without one are left out. In any order. */
  findAll(rooms: readonly string[]): Promise<readonly RoomHead[]>;

  /**
   * As `findAll`, but MAY miss what was written within the last seconds, and may cost less: for what is only shown. MUST
   * return each head as it is or was.
   */
  findRecent(rooms: readonly string[]): Promise<readonly RoomHead[]>;
}

/**
 * The heads of the rooms' logs: of each room its epoch, its highest position, its shards, and what else is known of its log
 * without reading it.
 *
 * Every read MUST see every write that finished before it began, unless its options say otherwise. A write whose response
 * was lost may have happened. A store that cannot respond MUST reject; any rejection that is not a `ChatError` counts as `unavailable`.
 *
 * A head may have an end, in epoch milliseconds. Before it the head MUST be kept; from then on the store may delete it,
 * at any time, whole: the room then begins anew, with another epoch and from position 1. Until it is deleted, it is there
 * for every call: the one end that no read enforces. An end MUST NOT be moved back, not by late writes either; where a
 * call names none, it stays.
 */
export interface RoomHeadRepository extends RoomHeadReader {
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
   * Sets how long entries are kept in a room, if its head still says `from`; `null` where it says something else, or there
   * is no head. `above` MUST be the `seq` that this write has found. From then on the head has no end, whatever ends later
   * calls name: the setting is to outlive the entries.
   */
  setRetention(
    room: string,
    change: RetentionChange,
    from: RoomRetention | undefined,
  ): Promise<RoomHead | null>;

  /**
   * The names of all rooms of a kind, each once, in any order. Reading all pages MUST return every room that had a head,
   * and one before its end, from before the first page until after the last: a room MUST be in the list before its head is
   * stored or its end is moved, so that a writer interrupted between the two leaves no room out. MAY return rooms whose
   * head is deleted, or was never stored; MUST forget them at some time, if their head had an end.
   */
  rooms(options: RoomPageOptions): Promise<RoomPage>;
}
