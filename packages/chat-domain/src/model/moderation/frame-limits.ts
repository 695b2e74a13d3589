import { bucketOf, rateVerdict, type RateVerdict } from './flood-limits.js';

/** How many frames one user may send, over all their connections, whatever the frames hold. */
export interface FrameLimits {
  /** Frames in a minute. */
  readonly frames: number;
  /** Frames in a minute, rejected ones included, at which the user's connections are closed. */
  readonly hardLimit: number;
}

/**
 * 1,200 frames a minute; at 2,400 the connections are closed. An honest user sends a few a minute; three devices that
 * come back at once, with 100 rooms each to join and to page in, send 600.
 */
export const DEFAULT_FRAME_LIMITS: FrameLimits = { frames: 1_200, hardLimit: 2_400 };

/**
 * Validates limits and returns them.
 * @throws RangeError at start-up, not at the first frame
 */
export function frameLimits(limits: FrameLimits): FrameLimits {
  const { frames, hardLimit } = limits;
  const whole = [frames, hardLimit].every((value) => Number.isSafeInteger(value) && value > 0);
  if (!whole || frames >= hardLimit) {
    throw new RangeError(
      `Frame limits are whole numbers above 0, with frames < hardLimit: frames ${frames}, hardLimit ${hardLimit}.`,
    );
  }
  return limits;
}

/** Milliseconds: frames and posts are counted by the minute. */
const MINUTE = 60_000;

/** The minute of a time, from the Unix epoch. */
export function minuteOf(at: number): number {
  return bucketOf(at, MINUTE, 1);
}

/** A count of this minute and of the one before it. */
export type MinuteCounts = readonly [current: number, previous: number];

/**
 * Judges by the counts of two minutes: all of this one, and of the one before it the part that is within a minute.
 * @param counts - what is judged included
 * @param at - epoch milliseconds
 */
export function minuteVerdict(counts: MinuteCounts, at: number, limits: FrameLimits): RateVerdict {
  return rateVerdict(counts, at, { messages: limits.frames, hardLimit: limits.hardLimit, window: MINUTE });
}
