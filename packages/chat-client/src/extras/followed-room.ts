import type { Cursor } from '../log/room-log.js';

/** A room in the list of a user's rooms. */
export interface RoomSummary {
  /** Its name in this client: `client.room(name)` is the room; a direct one begins with `@`. */
  readonly name: string;
  /** In a direct room: the id of the other user. */
  readonly with?: string | undefined;
  /** In a direct room: the name of the other user, if they have written. */
  readonly title?: string | undefined;
  /** How many messages of others the user has not read. */
  readonly unread: number;
}

/** What the server says of a room of the user. */
export interface ListedRoom {
  readonly epoch?: string;
  readonly head?: number;
  readonly unread?: number;
}

/** What is unread in one room: what the server has counted up to a position, and what came after it. */
export class FollowedRoom {
  #epoch: string | undefined;
  #head = 0;
  #counted = 0;
  /** The positions of messages of others above the head that was listed. */
  #live: number[] = [];

  get unread(): number {
    return this.#counted + this.#live.length;
  }

  /** The server has counted. */
  list({ epoch, head = 0, unread = 0 }: ListedRoom): void {
    this.#live = epoch === this.#epoch ? this.#live.filter((seq) => seq > head) : [];
    this.#epoch = epoch;
    this.#head = head;
    this.#counted = unread;
  }

  /** A message of another user has come. */
  count({ epoch, seq }: Cursor): void {
    if (this.#epoch !== undefined && epoch !== this.#epoch) return;
    this.#epoch = epoch;
    if (seq > this.#head && !this.#live.includes(seq)) this.#live.push(seq);
  }

  /**
   * The user has read up to a position.
   * @returns whether what is unread is known; else the server has to count again
   */
  read({ epoch, seq }: Cursor): boolean {
    if (epoch !== this.#epoch) return false;
    this.#live = this.#live.filter((other) => other > seq);
    if (seq < this.#head) return this.#counted === 0;
    this.#counted = 0;
    return true;
  }
}
