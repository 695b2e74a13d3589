import type { Recipient } from '../../model/connection.js';
import { LIMITS } from '../../model/limits.js';
import type { Clock } from '../../ports/clock.js';

/** Guests in one page: few, so that all of them are posted to while what was read of them holds. */
const AT_ONCE = 250;

/** What {@link GuestPages} needs. */
export interface GuestPagesDependencies<R extends Recipient> {
  readonly clock: Clock;
  /** Epoch milliseconds at which reading the guests' memberships began. */
  readonly readAt: number;
  /** Reads the memberships again, in force now, those of others among them. */
  readonly readAgain: () => Promise<readonly R[]>;
}

/**
 * The guests among the members that were read, in pages. An invitation may be taken back at any time, and a page of
 * members may be as old as a worker's deadline when it is posted to. So no post to a guest begins later than
 * `LIMITS.guestAge` after its membership was read: memberships that are older are read again, all of a page at once.
 */
export class GuestPages<R extends Recipient> {
  #readAt: number;
  #inForce: ReadonlyMap<string, R> | null = null;

  readonly #dependencies: GuestPagesDependencies<R>;

  constructor(dependencies: GuestPagesDependencies<R>) {
    this.#dependencies = dependencies;
    this.#readAt = dependencies.readAt;
  }

  async *of(guests: readonly R[]): AsyncGenerator<readonly R[]> {
    for (let from = 0; from < guests.length; from += AT_ONCE) {
      // A gateway requests a page while it posts to the one before. After an empty page it has posted to all before.
      yield [];
      await this.#refresh();
      yield this.#limited(guests.slice(from, from + AT_ONCE));
    }
  }

  async #refresh(): Promise<void> {
    const { clock, readAgain } = this.#dependencies;
    const now = clock.now();
    // In time to leave half of it for the posts.
    if (now - this.#readAt <= LIMITS.guestAge / 2) return;
    this.#readAt = now;
    this.#inForce = new Map((await readAgain()).map((member) => [member.connectionId, member]));
  }

  #limited(guests: readonly R[]): readonly R[] {
    const latest = this.#readAt + LIMITS.guestAge;
    return guests.flatMap((guest) => {
      const known = this.#inForce === null ? guest : this.#inForce.get(guest.connectionId);
      return known === undefined ? [] : [{ ...known, until: Math.min(known.until ?? Infinity, latest) }];
    });
  }
}
