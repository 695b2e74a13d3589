import type { LogCursor } from '../log-cursor.js';

/** How far a user has read a room, over all their connections. */
export interface ReadMark extends LogCursor {
  /** How many positions up to there were reserved for what is no message, as that entry or the head says. */
  readonly nonMessages: number;
}

/** The other user of a direct room. */
export interface Peer {
  readonly id: string;
  /** As their token said when they last wrote; absent where they have not written yet. */
  readonly name?: string;
}

/** A room that a user follows: it is in the list of their rooms, with what they have not read, also while they are away. */
export interface UserRoom {
  readonly room: string;
  /** Absent where they have read nothing yet. */
  readonly mark?: ReadMark;
  /** In a direct room. */
  readonly peer?: Peer;
  /** When the row ends, in epoch milliseconds, unless it is written again. */
  readonly keptUntil: number;
}
