/** The rules of one room. */
export interface RoomRules {
  readonly room: string;
  /** Milliseconds between two messages of one user; 0 where slow mode is off. */
  readonly slowMode: number;
  /** About how many members it has, as broadcasts found; 0 where that was never stored, as in small rooms. */
  readonly members: number;
}

/** Permission for one user to enter a private room. */
export interface Invitation {
  readonly room: string;
  readonly userId: string;
  /** When it expires, in epoch milliseconds. */
  readonly expiresAt: number;
}
