import { describe, expect, it } from '@jest/globals';
import { DEFAULT_FRAME_LIMITS, frameLimits, minuteOf, minuteVerdict } from './frame-limits.js';

const MINUTE = 60_000;
const START = 29_750_000 * MINUTE;
const LIMITS = { frames: 100, hardLimit: 200 };

describe('the frames of a user', () => {
  it('are allowed up to the limit of a minute, limited above it, and a flood from the hard limit on', () => {
    const verdicts = [100, 101, 199, 200].map((count) => minuteVerdict([count, 0], START, LIMITS).verdict);
    expect(verdicts).toEqual(['allowed', 'limited', 'limited', 'flooding']);
  });

  it('count from the minute before by the part of it that is within a minute', () => {
    const at = (second: number) => minuteVerdict([50, 100], START + second * 1_000, LIMITS).verdict;
    expect([at(0), at(29.999), at(30), at(59)]).toEqual(['limited', 'limited', 'allowed', 'allowed']);
  });

  it('are allowed again after the time that a limited user is told', () => {
    for (const [current, previous] of [
      [150, 0],
      [50, 100],
      [100, 100],
      [0, 150],
    ] as const) {
      for (const second of [0, 12, 59]) {
        const at = START + second * 1_000;
        const rate = minuteVerdict([current, previous], at, LIMITS);
        if (rate.verdict === 'allowed') continue;
        const later = at + rate.retryAfterMs;
        const passed = minuteOf(later) - minuteOf(at);
        const counts = [current, previous, 0];
        const then = [passed === 0 ? current + 1 : 1, counts[passed === 0 ? 1 : passed - 1] ?? 0] as const;
        expect(minuteVerdict(then, later, LIMITS)).toEqual({ verdict: 'allowed' });
      }
    }
  });

  it('have limits that make sense', () => {
    expect(frameLimits(DEFAULT_FRAME_LIMITS)).toBe(DEFAULT_FRAME_LIMITS);
    for (const wrong of [
      { frames: 0, hardLimit: 1 },
      { frames: 10, hardLimit: 10 },
      { frames: 1.5, hardLimit: 2 },
      { frames: 1, hardLimit: Number.NaN },
    ]) {
      expect(() => frameLimits(wrong)).toThrow(RangeError);
    }
  });
});
