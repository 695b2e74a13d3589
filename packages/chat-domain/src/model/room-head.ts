import { LIMITS } from './limits.js';
import { LOBBY } from './room-name.js';
import type { RoomRetention } from './room-retention.js';

/** The state of a room's log: one small item, changed by one atomic write a message. */
export interface RoomHead {
  readonly room: string;
  /** Identifies one unbroken numbering. In another epoch, cursors of this one are not valid. */
  readonly epoch: string;
  /** The highest position reserved so far; 0 in a room without messages. */
  readonly seq: number;
  /** When `seq` was reserved, in epoch milliseconds; `createdAt` where none was. */
  readonly reservedAt: number;
  /** When the log was created, in epoch milliseconds: no entry is older. A new epoch does not change it. */
  readonly createdAt: number;
  /** The number of shards over which the members are spread: 1, 2, 4, … Never shrinks. */
  readonly shards: number;
  /** How many of the positions up to `seq` were reserved for what is no message; absent where none was. */
  readonly nonMessages?: number;
  /**
   * Positions that were reserved for a message and hold none, in ascending order: the newest `LIMITS.unsentPositions`
   * that readers have come across; absent where they have found none.
   */
  readonly unsent?: readonly number[];
  /** `true` from the first reaction to a message of the log on; absent before. */
  readonly hasReactions?: true;
  /** Whether messages in quick succession go out together: a broadcast has reached many members, and none few since. */
  readonly batched?: true;
  /** In a direct room: until when it is in the lists of both users, by the messages of each of them. */
  readonly listedUntil?: ListedUntil;
  /** How long entries are kept here; absent where that is what the deployment says. */
  readonly retention?: RoomRetention;
}

/** One of the users of a direct room: the one whose id comes first by code unit, or the second. */
export type DirectSide = 'first' | 'second';

/** Epoch milliseconds; absent for a user who has written nothing. */
export type ListedUntil = Readonly<Partial<Record<DirectSide, number>>>;

/** Which of the users of a direct room one is. */
export function directSide(userId: string, otherId: string): DirectSide {
  return userId < otherId ? 'first' : 'second';
}

/**
 * Until when the head of a room is kept, in epoch milliseconds, and with it the cursors of its shards: two days after
 * an entry of `now` has ended, or up to an hour later.
 *
 * @param now - epoch milliseconds: when a position is reserved, or a connection joins
 * @param retention - how long an entry is kept, in milliseconds
 * @returns `undefined` for the lobby, whose head never ends
 */
export function headEnd(room: string, now: number, retention: number): number | undefined {
  if (room === LOBBY) return undefined;
  return Math.ceil((now + retention + LIMITS.headMargin) / LIMITS.headStep) * LIMITS.headStep;
}
