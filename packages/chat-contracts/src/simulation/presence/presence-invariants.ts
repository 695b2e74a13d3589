import { BrokenPromise } from '../../contracts/expectation.js';
import type { PresenceSimulation } from './presence-simulation.js';

/** Milliseconds between two lists that a client asks for, at most. */
const ASKING = 90_000;

/**
 * Lets everything come to rest. Whatever was interrupted before, lists and what the watcher shows then are right: after one
 * post that meets the connections that have broken, and ninety seconds. No one outside was ever told anything.
 * @throws BrokenPromise
 */
export async function comeToPresence(simulation: PresenceSimulation): Promise<void> {
  const { scheduler, watcher, clock, network, oracle } = simulation;
  await scheduler.finish();
  await beInside(simulation);
  // What follows goes by hints, some of which do not arrive.
  await changeWithoutHints(simulation);
  await simulation.post(watcher, 'signal');
  await scheduler.finish();
  clock.advance(ASKING);
  await simulation.who();
  await scheduler.finish();
  if (simulation.broken) throw simulation.broken;
  const [shown, present] = [simulation.view.shown(clock.now()).join(), oracle.present().join()];
  if (shown !== present) throw new BrokenPromise(`not the truth: shows ${shown}, and there are ${present}`);
  const outside = oracle.connectionsOf('outsider').flatMap((id) => network.received.get(id) ?? []);
  if (outside.some(([, room]) => room !== 'lobby')) throw new BrokenPromise('told outside');
}

/** The watcher and one device of each user join anew; what the others were is cleared by their ends. */
async function beInside(simulation: PresenceSimulation): Promise<void> {
  const { scheduler, watcher, devices } = simulation;
  for (const who of [watcher, ...devices]) {
    await simulation.close(who);
    await scheduler.finish();
  }
  for (const who of [watcher, ...devices.filter((_, index) => index % 2 === 0)]) {
    await simulation.connect(who);
    await scheduler.finish();
    await simulation.join(who);
    await scheduler.finish();
  }
  await simulation.who();
  await scheduler.finish();
}

/** A user goes, and another comes by a second device; no hint of it arrives. */
async function changeWithoutHints(simulation: PresenceSimulation): Promise<void> {
  const { scheduler, devices } = simulation;
  const [ada, , bob, phone] = devices;
  if (ada === undefined || bob === undefined || phone === undefined)
    throw new RangeError('A simulation has devices.');
  const lost = (method: string) => (method === 'post' ? 'fail' : 'go');
  await simulation.close(ada);
  await scheduler.finish(lost);
  await simulation.connect(phone);
  await scheduler.finish();
  await simulation.leave(bob);
  await simulation.join(phone);
  await scheduler.finish(lost);
}
