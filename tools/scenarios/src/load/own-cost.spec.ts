import { setImmediate } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { OwnCost } from './own-cost.js';

/** Keeps the processor busy for so many microseconds, and the event loop for as long at least. */
function work(microseconds: number): void {
  const began = process.cpuUsage();
  while (process.cpuUsage(began).user < microseconds);
}

it('the cost of clients is the time and memory of their process, and how long they were not run', async () => {
  const cost = new OwnCost();
  // The loop is looked at from the first turn on that is later than a look takes.
  for (const microseconds of [40_000, 150_000]) {
    work(microseconds);
    await setImmediate();
    await setImmediate();
  }
  const { seconds, megabytes, stallMs } = cost.soFar;
  cost.stop();

  expect(seconds).toBeGreaterThanOrEqual(0.1);
  expect(stallMs).toBeGreaterThanOrEqual(100);
  expect(megabytes).toBeGreaterThan(20);
});
