import type { Sanction, ModerationState } from '../../model/moderation/moderation-state.js';

/** Somebody tries to send. */
export interface Attempt {
  readonly userId: string;
  readonly room: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Milliseconds: the length of the windows in whose buckets attempts are counted (see `sliceOf`). */
  readonly window: number;
  /** Milliseconds that must lie between two accepted attempts in this room; 0 where any do. */
  readonly slowMode: number;
}

/** What came of noting an attempt. */
export interface RecordedAttempt {
  readonly state: ModerationState;
  /** Attempts in the bucket of this one, itself included, and in each of the `BUCKETS` before it, in that order. */
  readonly attempts: readonly number[];
  /** When the room takes another attempt of this user, in epoch milliseconds; 0 when it took this one. */
  readonly notBefore: number;
}

/**
 * How users stand.
 *
 * Every read MUST see every write that finished before it began. A store that cannot answer MUST reject; any
 * rejection that is not a `ChatError` counts as `unavailable`.
 */
export interface ModerationStateRepository {
  /** The state of a user, or `null` of whom nothing is known. */
  find(userId: string): Promise<ModerationState | null>;

  /**
   * Counts an attempt in its bucket, whatever the state is, and tells how its user stands, in one atomic write: of
   * concurrent attempts each MUST be counted and each MUST see those counted before it.
   *
   * With `slowMode`, MUST also note `at` as the user's last in this room, but only if none is noted within `slowMode`
   * before it; else `notBefore` says when that one is past. MAY cost a second write then.
   *
   * MAY forget, now and then, what was counted. MUST NOT forget a sanction.
   */
  recordAttempt(attempt: Attempt): Promise<RecordedAttempt>;

  /** Sets a sanction, in the stead of one of its kind, and nothing else. MUST keep it until it ends. */
  sanction(userId: string, sanction: Sanction): Promise<void>;
}
