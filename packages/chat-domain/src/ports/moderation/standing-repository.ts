import type { Sanction, Standing } from '../../model/moderation/standing.js';

/** Somebody tries to send. */
export interface Attempt {
  readonly userId: string;
  readonly room: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** How many attempts to keep, this one included. */
  readonly keep: number;
  /** Milliseconds that must lie between two accepted attempts in this room; 0 where any do. */
  readonly slowMode: number;
}

/** What came of noting an attempt. */
export interface NotedAttempt {
  /** As it is now: the attempt comes first in `attempts`. */
  readonly standing: Standing;
  /** When the room takes another attempt of this user, in epoch milliseconds; 0 when it took this one. */
  readonly notBefore: number;
}

/**
 * How users stand.
 *
 * Every read MUST see every write that finished before it began. A store that cannot answer MUST reject; any
 * rejection that is not a `ChatError` counts as `unavailable`.
 */
export interface StandingRepository {
  /** The standing of a user, or `null` of whom nothing is known. */
  find(userId: string): Promise<Standing | null>;

  /**
   * Notes an attempt and tells how its user stands, in one atomic write: of concurrent attempts each MUST be noted and
   * each MUST see those noted before it. MUST be noted whatever the standing is.
   *
   * With `slowMode`, MUST also note `at` as the user's last in this room, but only if none is noted within `slowMode`
   * before it; else `notBefore` says when that one is past. MAY cost a second write then.
   *
   * MAY forget what is older than a day. MUST NOT forget a sanction.
   */
  note(attempt: Attempt): Promise<NotedAttempt>;

  /** Sets a sanction, in the stead of one of its kind, and nothing else. MUST keep it until it ends. */
  sanction(userId: string, sanction: Sanction): Promise<void>;
}
