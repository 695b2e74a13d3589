import type { MinuteCounts } from '../../model/moderation/frame-limits.js';
import type { ReadOptions } from '../read-options.js';
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
  /** Posts that the attempt leads to if it is accepted, about; none when absent. */
  readonly posts?: number;
}

/** The result of recording an attempt. */
export interface RecordedAttempt {
  readonly state: ModerationState;
  /** Attempts in the bucket of this one, itself included, and in each of the `BUCKETS` before it, in that order. */
  readonly attempts: readonly number[];
  /** When the room accepts another attempt of this user, in epoch milliseconds; 0 when it accepted this one. */
  readonly notBefore: number;
  /** Posts of the user's attempts in this minute, those of this one included, and in the one before it. */
  readonly posts: MinuteCounts;
}

/** Frames of a user. */
export interface FrameCount {
  readonly userId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** How many: one report stands for many frames. */
  readonly frames: number;
}

/** The result of recording frames. */
export interface RecordedFrames {
  readonly state: ModerationState;
  /** The user's frames in this minute, these included, and in the one before it. */
  readonly frames: MinuteCounts;
}

/**
 * The sanctions and attempts of users.
 *
 * Every read MUST see every write that finished before it began, unless its options say otherwise. A store that cannot
 * respond MUST reject; any rejection that is not a `ChatError` counts as `unavailable`.
 */
export interface ModerationStateRepository {
  /** The state of a user, or `null` where none is stored. */
  find(userId: string, options?: ReadOptions): Promise<ModerationState | null>;

  /**
   * Counts an attempt in its bucket, whatever the state is, and returns the state of its user, in one atomic write: of
   * concurrent attempts each MUST be counted and each MUST see those counted before it.
   *
   * With `slowMode`, MUST also store `at` as the user's last in this room, but only if none is stored within `slowMode`
   * before it; else `notBefore` says when that interval ends. MAY cost a second write then.
   *
   * With `posts`, MUST also add them to those of the attempt's minute (see `minuteOf`).
   *
   * MAY lose counts now and then. MUST NOT lose a sanction.
   */
  recordAttempt(attempt: Attempt): Promise<RecordedAttempt>;

  /**
   * Counts frames in their minute (see `minuteOf`), and returns the state of their user, in one atomic write: of
   * concurrent calls each MUST be counted and each MUST see those counted before it. MUST NOT change what
   * `recordAttempt` counts. MAY lose counts now and then. MUST NOT lose a sanction.
   */
  recordFrames(count: FrameCount): Promise<RecordedFrames>;

  /** Sets a sanction, replacing one of its kind, and nothing else. MUST keep it until it ends. */
  sanction(userId: string, sanction: Sanction): Promise<void>;
}
