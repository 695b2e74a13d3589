import type { ReadMark, UserRoom } from '../../model/rooms/user-room.js';

/** Which page of a user's rooms. */
export interface UserRoomPageOptions {
  /** At most this many rows; a page may hold fewer, even none, and still have a next one. */
  readonly limit: number;
  /** The page begins after this room, whether the user has it or not: any valid name. */
  readonly after?: string | undefined;
}

/** A page of a user's rooms, by name, and, unless it was the last, the room after which the next one starts. */
export interface UserRoomPage {
  readonly rooms: readonly UserRoom[];
  /** Absent on the last page. */
  readonly next?: string;
}

/** How to move a mark. */
export interface MarkOptions {
  /** The epoch of the mark that the caller has read, `null` where there was none. */
  readonly known: string | null;
  /** When the row ends, in epoch milliseconds. */
  readonly keptUntil: number;
}

/**
 * The rooms that each user follows, and how far they have read them: one row for each user and room.
 *
 * Every read MUST see every write that finished before it began, and MUST NOT return a row at or past its end. Every
 * write MUST be safe to repeat. A store that cannot respond MUST reject; any rejection that is not a `ChatError` counts
 * as `unavailable`. No write MUST move the end of a row back, however late it comes: others rely on the end that they wrote.
 */
export interface UserRoomRepository {
  /**
   * Adds a room to those of a user, or keeps it longer. MUST keep the mark of a row that has not ended, and the peer's
   * name where none is given.
   *
   * @param keptUntil - when the row ends, in epoch milliseconds
   */
  follow(userId: string, room: Pick<UserRoom, 'room' | 'peer'>, keptUntil: number): Promise<void>;

  /** Takes a room out of those of a user, its mark included. */
  unfollow(userId: string, room: string): Promise<void>;

  /** The row of a user and room, or `null`. */
  find(userId: string, room: string): Promise<UserRoom | null>;

  /**
   * Moves the mark of a user in a room forward, in one atomic write; adds the row where there is none, and keeps the peer
   * of one that is there. MUST move it
   * - within its epoch only to a higher position,
   * - to another epoch only if the mark that is there now has the epoch `known`, or there is none and `known` is `null`:
   *   so a late call cannot bring back an epoch that has ended.
   *
   * @returns whether it moved
   */
  mark(userId: string, room: string, mark: ReadMark, options: MarkOptions): Promise<boolean>;

  /** The rooms of a user, in the order of the code units of their names. */
  list(userId: string, options: UserRoomPageOptions): Promise<UserRoomPage>;
}
