import { sliceOf, SLICES } from '../../../model/moderation/flood-limits.js';
import type { Sanction, Standing } from '../../../model/moderation/standing.js';
import type {
  Attempt,
  NotedAttempt,
  StandingRepository,
} from '../../../ports/moderation/standing-repository.js';

/** Standings in maps. For tests, and for servers that live in one process. */
export class InMemoryStandingRepository implements StandingRepository {
  readonly #standings = new Map<string, Standing>();
  /** Attempts of a user by slice, of the latest window. */
  readonly #counts = new Map<string, ReadonlyMap<number, number>>();
  /** When a user last got through in a room in slow mode. */
  readonly #spoken = new Map<string, number>();
  #writes = 0;

  /** How many writes a store would have been charged. */
  get writes(): number {
    return this.#writes;
  }

  async find(userId: string): Promise<Standing | null> {
    const standing = this.#standings.get(userId);
    return standing === undefined ? null : { ...standing };
  }

  async note({ userId, room, at, window, slowMode }: Attempt): Promise<NotedAttempt> {
    const notBefore = slowMode > 0 ? this.#speak(JSON.stringify([userId, room]), at, slowMode) : 0;
    const now = sliceOf(at, window);
    const known = new Map(this.#counts.get(userId));
    known.set(now, (known.get(now) ?? 0) + 1);
    const slices = Array.from({ length: SLICES + 1 }, (_, back) => now - back);
    const attempts = slices.map((slice) => known.get(slice) ?? 0);
    this.#counts.set(userId, new Map(slices.map((slice, index) => [slice, attempts[index] ?? 0])));
    const standing = this.#known(userId);
    this.#keep(standing);
    return { standing, attempts, notBefore };
  }

  async sanction(userId: string, sanction: Sanction): Promise<void> {
    this.#keep({ ...this.#known(userId), ...sanction });
  }

  #speak(key: string, at: number, slowMode: number): number {
    const free = (this.#spoken.get(key) ?? Number.NEGATIVE_INFINITY) + slowMode;
    if (free > at) return free;
    this.#spoken.set(key, at);
    return 0;
  }

  #known(userId: string): Standing {
    return this.#standings.get(userId) ?? { userId, mutedUntil: 0, bannedUntil: 0 };
  }

  #keep(standing: Standing): void {
    this.#writes += 1;
    this.#standings.set(standing.userId, standing);
  }
}
