import { describe, expect, it } from '@jest/globals';
import { ManualTime } from '../../test/manual-time.js';
import { RateLimiter } from './rate-limiter.js';

const START = Date.UTC(2026, 0, 1);

/** Posts as fast as the rate limiter allows; returns the number started in each second. */
async function run(rate: number, seconds: number, status: (second: number, nth: number) => number) {
  const time = new ManualTime(() => 0);
  const rateLimiter = new RateLimiter(rate, time, time);
  const started = Array.from({ length: seconds }, () => 0);
  const pump = (): void => {
    while (rateLimiter.take()) {
      const second = Math.floor((time.now() - START) / 1_000);
      const nth = (started[second] = (started[second] ?? 0) + 1);
      rateLimiter.recordResponse(status(second, nth));
    }
    rateLimiter.whenReady(pump);
  };
  pump();
  await time.elapse(seconds * 1_000 - 1);
  return started;
}

const within = (value: number, wanted: number, part = 0.05): void => {
  expect(Math.abs(value - wanted)).toBeLessThanOrEqual(wanted * part + 1);
};

describe('RateLimiter', () => {
  it.each([7, 100, 1_000, 8_000])('holds a rate of %i posts a second', async (rate) => {
    const started = await run(rate, 3, () => 200);
    for (const count of started) within(count, rate);
  });

  it('keeps its rate while at most a tenth of the posts of a second get a 429', async () => {
    const started = await run(1_000, 3, (_, nth) => (nth % 10 === 0 ? 429 : 200));
    within(started[2] ?? 0, 1_000);
  });

  it('keeps its rate after a single 429', async () => {
    const started = await run(5, 3, (_, nth) => (nth === 1 ? 429 : 200));
    within(started[2] ?? 0, 5);
  });

  it('halves after a second in which more than a tenth did, and rises again in seconds without', async () => {
    const started = await run(1_000, 9, (second, nth) => (second < 2 && nth % 5 === 0 ? 429 : 200));
    const shares = started.map((count) => count / 1_000);
    [1, 0.5, 0.25, 0.35, 0.45, 0.55].forEach((share, second) => {
      within((shares[second] ?? 0) * 1_000, share * 1_000, 0.06);
    });
  });

  it('does not fall below its minimum', async () => {
    const started = await run(640, 12, () => 429);
    within(started[11] ?? 0, 10, 0.2);
  });

  it('allows bursts of no more than a twentieth of a second', async () => {
    const time = new ManualTime(() => 0);
    const rateLimiter = new RateLimiter(1_000, time, time);
    await time.elapse(60_000);
    let burst = 0;
    while (rateLimiter.take()) burst += 1;
    expect(burst).toBe(50);
  });

  it('keeps its rate when the clock is set back', async () => {
    const time = new ManualTime(() => 0);
    const rateLimiter = new RateLimiter(100, time, time);
    while (rateLimiter.take());
    time.jump(-8_000);
    expect(rateLimiter.take()).toBe(false);
    await time.elapse(50);
    expect(rateLimiter.take()).toBe(true);
  });
});
