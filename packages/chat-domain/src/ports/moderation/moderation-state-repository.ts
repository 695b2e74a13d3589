import type { Sanction, ModerationState } from '../../model/moderation/moderation-state.js';

/** An attempt of a user to send. */
export interface Attempt {
  readonly userId: string;
  readonly room: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Milliseconds: the length of the windows in whose buckets attempts are counted (see `bucketOf`). */
  readonly window: number;
  /** Milliseconds that must lie between two accepted attempts in this room; 0 where any do. */
  readonly slowMode: number;
}

/** The result of recording an attempt. */
export interface RecordedAttempt {
  readonly state: ModerationState;
  /** Attempts in the bucket of this one, itself included, and in each of the `BUCKETS` before it, in that order. */
  readonly attempts: readonly number[];
  /** When the room accepts another attempt of this user, in epoch milliseconds; 0 when it accepted this one. */
  readonly notBefore: number;
}

/**
 * The sanctions and attempts of users.
 *
 * Every read MUST see every write that finished before it began. A store that cannot respond MUST reject; any
 * rejection that is not a `ChatError` counts as `unavailable`.
 */
export interface ModerationStateRepository {
  /** The state of a user, or `null` where none is stored. */
  find(userId: string): Promise<ModerationState | null>;

  /**
   * Counts an attempt in its bucket, whatever the state is, and returns the state of its user, in one atomic write: of
   * concurrent attempts each MUST be counted and each MUST see those counted before it.
   *
   * With `slowMode`, MUST also store `at` as the user's last in this room, but only if none is stored within `slowMode`
   * before it; else `notBefore` says when that interval ends. MAY cost a second write then.
   *
   * MAY lose counts now and then. MUST NOT lose a sanction.
   */
  recordAttempt(attempt: Attempt): Promise<RecordedAttempt>;

  /** Sets a sanction, replacing one of its kind, and nothing else. MUST keep it until it ends. */
  sanction(userId: string, sanction: Sanction): Promise<void>;
}
