import { bucketOf, BUCKETS } from '../../model/moderation/flood-limits.js';
import type { Sanction, ModerationState } from '../../model/moderation/moderation-state.js';
import type {
  Attempt,
  RecordedAttempt,
  ModerationStateRepository,
} from '../../ports/moderation/moderation-state-repository.js';

/** Moderation states in maps. For tests, and for servers of one process. */
export class InMemoryModerationStateRepository implements ModerationStateRepository {
  readonly #moderationStates = new Map<string, ModerationState>();
  /** Attempts of a user by bucket, of the latest window. */
  readonly #counts = new Map<string, ReadonlyMap<number, number>>();
  /** When an attempt of a user was last accepted in a room in slow mode. */
  readonly #spoken = new Map<string, number>();
  #writes = 0;

  /** How many writes a store would have charged. */
  get writes(): number {
    return this.#writes;
  }

  async find(userId: string): Promise<ModerationState | null> {
    const state = this.#moderationStates.get(userId);
    return state === undefined ? null : { ...state };
  }

  async recordAttempt({ userId, room, at, window, slowMode }: Attempt): Promise<RecordedAttempt> {
    const notBefore = slowMode > 0 ? this.#speak(JSON.stringify([userId, room]), at, slowMode) : 0;
    const now = bucketOf(at, window);
    const known = new Map(this.#counts.get(userId));
    known.set(now, (known.get(now) ?? 0) + 1);
    const buckets = Array.from({ length: BUCKETS + 1 }, (_, back) => now - back);
    const attempts = buckets.map((bucket) => known.get(bucket) ?? 0);
    this.#counts.set(userId, new Map(buckets.map((bucket, index) => [bucket, attempts[index] ?? 0])));
    const state = this.#known(userId);
    this.#keep(state);
    return { state, attempts, notBefore };
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

  #known(userId: string): ModerationState {
    return this.#moderationStates.get(userId) ?? { userId, mutedUntil: 0, bannedUntil: 0 };
  }

  #keep(state: ModerationState): void {
    this.#writes += 1;
    this.#moderationStates.set(state.userId, state);
  }
}
