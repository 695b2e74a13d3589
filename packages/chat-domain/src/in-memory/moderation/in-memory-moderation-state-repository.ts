import { bucketOf, BUCKETS } from '../../model/moderation/flood-limits.js';
import { minuteOf, type MinuteCounts } from '../../model/moderation/frame-limits.js';
import type { Sanction, ModerationState } from '../../model/moderation/moderation-state.js';
import type {
  Attempt,
  FrameCount,
  RecordedAttempt,
  RecordedFrames,
  ModerationStateRepository,
} from '../../ports/moderation/moderation-state-repository.js';

/** Moderation states in maps. For tests, and for servers of one process. */
export class InMemoryModerationStateRepository implements ModerationStateRepository {
  readonly #moderationStates = new Map<string, ModerationState>();
  /** Attempts of a user by bucket, of the latest window. */
  readonly #counts = new Map<string, ReadonlyMap<number, number>>();
  /** When an attempt of a user was last accepted in a room in slow mode. */
  readonly #spoken = new Map<string, number>();
  /** Frames and posts of a user by minute, of the latest two. */
  readonly #frames = new Map<string, ReadonlyMap<number, number>>();
  readonly #posts = new Map<string, ReadonlyMap<number, number>>();
  #writes = 0;

  /** How many writes a store would have charged. */
  get writes(): number {
    return this.#writes;
  }

  async find(userId: string): Promise<ModerationState | null> {
    const state = this.#moderationStates.get(userId);
    return state === undefined ? null : { ...state };
  }

  async recordAttempt({ userId, room, at, window, slowMode, posts = 0 }: Attempt): Promise<RecordedAttempt> {
    const notBefore = slowMode > 0 ? this.#speak(JSON.stringify([userId, room]), at, slowMode) : 0;
    const now = bucketOf(at, window);
    const known = new Map(this.#counts.get(userId));
    known.set(now, (known.get(now) ?? 0) + 1);
    const buckets = Array.from({ length: BUCKETS + 1 }, (_, back) => now - back);
    const attempts = buckets.map((bucket) => known.get(bucket) ?? 0);
    this.#counts.set(userId, new Map(buckets.map((bucket, index) => [bucket, attempts[index] ?? 0])));
    const state = this.#known(userId);
    this.#keep(state);
    return { state, attempts, notBefore, posts: counts(this.#posts, userId, at, posts) };
  }

  async recordFrames({ userId, at, frames }: FrameCount): Promise<RecordedFrames> {
    const state = this.#known(userId);
    this.#keep(state);
    return { state, frames: counts(this.#frames, userId, at, frames) };
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
    return this.#moderationStates.get(userId) ?? { userId, mutedUntil: 0, bannedUntil: 0, pausedUntil: 0 };
  }

  #keep(state: ModerationState): void {
    this.#writes += 1;
    this.#moderationStates.set(state.userId, state);
  }
}

/** Adds to the count of a minute; returns that of this minute and of the one before it. */
function counts(
  of: Map<string, ReadonlyMap<number, number>>,
  userId: string,
  at: number,
  more: number,
): MinuteCounts {
  const minute = minuteOf(at);
  const known = of.get(userId);
  const current = (known?.get(minute) ?? 0) + more;
  const previous = known?.get(minute - 1) ?? 0;
  of.set(
    userId,
    new Map([
      [minute, current],
      [minute - 1, previous],
    ]),
  );
  return [current, previous];
}
