import { describe, expect, it } from '@jest/globals';
import { ManualTime } from '../../test/manual-time.js';
import { Pacer } from './pacer.js';

const START = Date.UTC(2026, 0, 1);

/** Posts as fast as the pacer lets it; how many started in each second. */
async function run(pace: number, seconds: number, status: (second: number, nth: number) => number) {
  const time = new ManualTime(() => 0);
  const pacer = new Pacer(pace, time, time);
  const started = Array.from({ length: seconds }, () => 0);
  const pump = (): void => {
    while (pacer.take()) {
      const second = Math.floor((time.now() - START) / 1_000);
      const nth = (started[second] = (started[second] ?? 0) + 1);
      pacer.note(status(second, nth));
    }
    pacer.whenReady(pump);
  };
  pump();
  await time.elapse(seconds * 1_000 - 1);
  return started;
}

const within = (value: number, wanted: number, part = 0.05): void => {
  expect(Math.abs(value - wanted)).toBeLessThanOrEqual(wanted * part + 1);
};

describe('Pacer', () => {
  it.each([7, 100, 1_000, 8_000])('holds a pace of %i posts a second', async (pace) => {
    const started = await run(pace, 3, () => 200);
    for (const count of started) within(count, pace);
  });

  it('changes nothing while at most a tenth of a second meets a 429', async () => {
    const started = await run(1_000, 3, (_, nth) => (nth % 10 === 0 ? 429 : 200));
    within(started[2] ?? 0, 1_000);
  });

  it('changes nothing for a single 429', async () => {
    const started = await run(5, 3, (_, nth) => (nth === 1 ? 429 : 200));
    within(started[2] ?? 0, 5);
  });

  it('halves after a second in which more than a tenth did, and climbs back when it is calm', async () => {
    const started = await run(1_000, 9, (second, nth) => (second < 2 && nth % 5 === 0 ? 429 : 200));
    const shares = started.map((count) => count / 1_000);
    [1, 0.5, 0.25, 0.35, 0.45, 0.55].forEach((share, second) => {
      within((shares[second] ?? 0) * 1_000, share * 1_000, 0.06);
    });
  });

  it('does not fall for ever', async () => {
    const started = await run(640, 12, () => 429);
    within(started[11] ?? 0, 10, 0.2);
  });

  it('saves up no more than a twentieth of a second', async () => {
    const time = new ManualTime(() => 0);
    const pacer = new Pacer(1_000, time, time);
    await time.elapse(60_000);
    let burst = 0;
    while (pacer.take()) burst += 1;
    expect(burst).toBe(50);
  });

  it('goes on at its pace when the clock is set back', async () => {
    const time = new ManualTime(() => 0);
    const pacer = new Pacer(100, time, time);
    while (pacer.take());
    time.jump(-8_000);
    expect(pacer.take()).toBe(false);
    await time.elapse(50);
    expect(pacer.take()).toBe(true);
  });
});
