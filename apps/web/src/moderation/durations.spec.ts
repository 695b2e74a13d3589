import { describe, expect, it } from '@jest/globals';
import { INVITATIONS, OVER, SANCTIONS, untilOf } from './durations.js';

const NOW = 1_795_000_000_000;

describe('a decision', () => {
  it('ends as long after now as its name says', () => {
    const day = SANCTIONS.find(({ label }) => label === '1 day');
    expect(day && untilOf(day, NOW)).toEqual({ until: NOW + 86_400_000 });
    for (const duration of INVITATIONS) expect(untilOf(duration, NOW).until).toBeGreaterThan(NOW);
  });

  it('for good names no end', () => {
    const forGood = SANCTIONS.find(({ ms }) => ms === null);
    expect(forGood && untilOf(forGood, NOW)).toEqual({});
  });

  it('is taken back by an end that has passed, by however much clocks differ', () => {
    expect(untilOf(OVER, NOW).until).toBeLessThan(NOW - 3_600_000);
  });
});
