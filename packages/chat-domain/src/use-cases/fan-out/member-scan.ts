import type { Recipient } from '../../model/connection.js';
import { LIMITS } from '../../model/limits.js';
import type { Clock } from '../../ports/clock.js';
import type { ConnectionRepository, MemberPageOptions } from '../../ports/connection-repository.js';
import { GuestPages } from './guest-pages.js';
import { readAhead } from './read-ahead.js';

/** Rows of a page that is read again: some may have come between those that it had, and must not push any out. */
const READ_AGAIN = LIMITS.memberPage + 100;

/** A recipient and the shard that holds its row. */
export interface Member extends Recipient {
  readonly shard: number;
}

/** What to scan, and with what. */
export interface MemberScanOptions {
  readonly connections: Pick<ConnectionRepository, 'members'>;
  readonly clock: Clock;
  readonly room: string;
  readonly shards: readonly number[];
  /** A connection that is left out. */
  readonly except?: string | undefined;
}

/** A page of members, as it was read. */
interface Page {
  readonly members: readonly Member[];
  /** Epoch milliseconds at which reading it began. */
  readonly readAt: number;
  readonly isLast: boolean;
  readonly readAgain: () => Promise<readonly Member[]>;
}

/** A scan over the members of some shards of a room, batch after batch, page by page; one connection may be left out. */
export class MemberScan {
  readonly #left: number[];
  #options: MemberPageOptions = { limit: LIMITS.memberPage };
  #complete = true;
  #rows = 0;

  readonly #scanned: MemberScanOptions;

  constructor(scanned: MemberScanOptions) {
    this.#scanned = scanned;
    this.#left = [...scanned.shards];
  }

  /** Whether the last batch was read to its end, and not abandoned because a page did not arrive. */
  get isComplete(): boolean {
    return this.#complete;
  }

  /** The rows read so far, with that of the connection that is left out. */
  get rows(): number {
    return this.#rows;
  }

  /** Whether that was the last batch. */
  get isDone(): boolean {
    return this.#left.length === 0;
  }

  /** The next pages, until they hold this many members. The guests of a page follow it, in pages of their own. */
  async *nextBatch(members: number): AsyncGenerator<readonly Member[]> {
    this.#complete = false;
    for await (const page of readAhead(this.#pages(members))) {
      const guests = page.members.filter(({ isGuest = false }) => isGuest);
      yield guests.length === 0 ? page.members : page.members.filter(({ isGuest = false }) => !isGuest);
      if (page.isLast) this.#complete = true;
      if (guests.length > 0) yield* new GuestPages({ ...page, clock: this.#scanned.clock }).of(guests);
    }
    this.#complete = true;
  }

  async *#pages(members: number): AsyncGenerator<Page> {
    let count = 0;
    for (let shard = this.#left[0]; shard !== undefined && count < members; shard = this.#left[0]) {
      const { connections, clock, room } = this.#scanned;
      const [readAt, of, options] = [clock.now(), shard, this.#options];
      const page = await connections.members(room, of, options);
      const { next: from } = page;
      if (from === undefined) this.#left.shift();
      this.#options = { limit: LIMITS.memberPage, ...(from !== undefined && { from }) };
      count += page.members.length;
      this.#rows += page.members.length;
      const isLast = this.isDone || count >= members;
      const readAgain = async () => {
        const { members: now } = await connections.members(room, of, { ...options, limit: READ_AGAIN });
        return this.#recipients(now, of);
      };
      yield { members: this.#recipients(page.members, shard), readAt, isLast, readAgain };
    }
  }

  #recipients(members: readonly Recipient[], shard: number): readonly Member[] {
    const { except } = this.#scanned;
    const others =
      except === undefined ? members : members.filter(({ connectionId }) => connectionId !== except);
    return others.map((member) => ({ ...member, shard }));
  }
}
