import { BrokenPromise } from '../../contracts/expectation.js';
import type { PresenceSimulation, Visitor } from './presence-simulation.js';

/** How clients reconnect. */
export interface Reconnecting {
  readonly times: number;
  /**
   * - `planned`: they open the next connection, join, and close the last one.
   * - `dropped`: the last one has ended, and the server learns of it at any time.
   */
  readonly how: 'planned' | 'dropped';
  /** A number from 0 up to 1. */
  readonly random: () => number;
}

/** Longer than a client waits before it shows a leave, in milliseconds. */
const REST = 16_000;

/** How many of the reconnects are followed by a time in which nothing happens. */
const QUIET = 0.1;

/**
 * Two users reconnect again and again, while what that leads to is carried out in any order. Nothing fails, and the watcher
 * asks for no list after the first: both are shown at every moment, by hints alone.
 * @throws BrokenPromise
 */
export async function expectNoFlicker(
  simulation: PresenceSimulation,
  { times, how, random }: Reconnecting,
): Promise<void> {
  const { scheduler, watcher } = simulation;
  const devices = simulation.devices.filter((_, index) => index % 2 === 0);
  for (const who of [watcher, ...devices]) await enter(simulation, who, () => scheduler.finish());
  await simulation.who();
  await scheduler.finish();
  const walk = async (): Promise<void> => {
    await scheduler.step(Math.floor(random() * scheduler.waiting));
    expectShown(simulation);
  };
  for (let time = 0; time < times; time += 1) {
    const device = devices[time % devices.length];
    if (device === undefined) throw new RangeError('A simulation has devices.');
    await reconnect(simulation, device, how, walk);
    if (random() < QUIET) await rest(simulation);
  }
  await rest(simulation);
}

/** Everything is carried out, and then nothing happens until a client shows each leave that it believes. */
async function rest(simulation: PresenceSimulation): Promise<void> {
  await simulation.scheduler.finish();
  simulation.clock.advance(REST);
  expectShown(simulation);
}

async function reconnect(
  simulation: PresenceSimulation,
  device: Visitor,
  how: Reconnecting['how'],
  walk: () => Promise<void>,
): Promise<void> {
  const last = { ...device };
  device.connectionId = null;
  if (how === 'dropped') await simulation.close(last);
  await enter(simulation, device, walk);
  if (how === 'planned') await simulation.close(last);
}

/** Connects and joins, step by step. */
async function enter(simulation: PresenceSimulation, who: Visitor, walk: () => Promise<void>): Promise<void> {
  await simulation.connect(who);
  while (who.connectionId === null) await walk();
  await simulation.join(who);
  while (!simulation.oracle.isIn(who.connectionId)) await walk();
}

function expectShown({ view, clock, broken, devices }: PresenceSimulation): void {
  if (broken) throw broken;
  const shown = view.shown(clock.now());
  for (const { identity } of devices)
    if (!shown.includes(identity.userId))
      throw new BrokenPromise(`flickers: ${identity.userId} is not shown`);
}
