import { BrokenPromise } from '../../contracts/expectation.js';
import type { Listener } from './rights-oracle.js';
import type { RightsSimulation } from './rights-simulation.js';

/** Longer than any ban of the simulation, in milliseconds. */
const REST = 61_000;

/**
 * Lets everything come to rest. No broadcast may have read or reached one who may not read; and all who may read once bans
 * are over and the guest is invited again are in the room, whatever was interrupted before, and get what is said.
 * @throws BrokenPromise
 */
export async function comeToRights(simulation: RightsSimulation): Promise<void> {
  const { scheduler, clock, network, listeners, host } = simulation;
  await scheduler.finish();
  clock.advance(REST);
  // The host first, who lets the guests in.
  for (const listener of new Set([host, ...listeners])) await enterAgain(simulation, listener);
  await simulation.say(host, 'for all');
  await scheduler.finish();
  const broken = simulation.broken ?? network.broken;
  if (broken) throw broken;
  for (const listener of listeners) {
    if (network.received.get(listener)?.at(-1) === 'for all') continue;
    throw new BrokenPromise(`not let in: ${listener.identity.userId} may read, and did not receive`);
  }
}

async function enterAgain(simulation: RightsSimulation, listener: Listener): Promise<void> {
  const { scheduler, clock } = simulation;
  simulation.cut(listener);
  await simulation.connect(listener);
  await scheduler.finish();
  if (listener.isGuest) {
    await simulation.invite(clock.now() + REST);
    await scheduler.finish();
  }
  await simulation.join(listener);
  await scheduler.finish();
}
