import { BrokenPromise } from '../../contracts/expectation.js';
import type { UnreadSimulation } from './unread-simulation.js';

/** Longer than a position may stay empty before a reader fills it, in milliseconds. */
const REST = 11_000;

/**
 * Lets everything come to rest, and a reader read the whole log: then the count of unread messages is exact.
 * @throws BrokenPromise
 */
export async function comeToCount(simulation: UnreadSimulation): Promise<void> {
  const { scheduler, clock } = simulation;
  await scheduler.finish();
  clock.advance(REST);
  await simulation.read(0, 0);
  await scheduler.finish();
  await simulation.lookAtMark();
  await simulation.expectExact();
  if (simulation.broken !== null)
    throw new BrokenPromise(simulation.broken.message, { cause: simulation.broken });
}
