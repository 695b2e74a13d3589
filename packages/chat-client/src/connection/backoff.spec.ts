import { describe, expect, it } from '@jest/globals';
import { Backoff } from './backoff.js';

describe('a backoff', () => {
  it('draws a random delay under a bound that doubles up to the cap', () => {
    const highest = new Backoff(500, 3_000, () => 1);
    expect([1, 2, 3, 4, 5].map(() => highest.next())).toEqual([500, 1_000, 2_000, 3_000, 3_000]);
    const lowest = new Backoff(500, 3_000, () => 0);
    expect([1, 2, 3].map(() => lowest.next())).toEqual([0, 0, 0]);
  });

  it('starts over when it is reset', () => {
    const backoff = new Backoff(500, 30_000, () => 1);
    backoff.next();
    backoff.next();
    backoff.reset();
    expect(backoff.next()).toBe(500);
  });

  it('stays at the cap', () => {
    const backoff = new Backoff(500, 30_000, () => 1);
    for (let tries = 0; tries < 5_000; tries += 1) backoff.next();
    expect(backoff.next()).toBe(30_000);
  });
});
