import type { DirectDevice } from './direct-device.js';
import type { DirectSimulation } from './direct-simulation.js';

/** An event that can happen at any moment; two numbers choose whom it concerns, and how. */
export interface DirectOperation {
  readonly name: string;
  run(simulation: DirectSimulation, first: number, second: number): Promise<void>;
}

/** Milliseconds; the longest ones are more than a head lives after the last write, and than a row of a list does. */
const PAUSES = [
  10, 900, 4_900, 6_000, 11_000, 20_000, 61_000, 3_600_000, 8_000_000, 90_000_000, 280_000_000,
  32_000_000_000,
];

function device({ devices }: DirectSimulation, index: number): DirectDevice {
  const chosen = devices[index % devices.length];
  if (chosen === undefined) throw new RangeError('A simulation has devices.');
  return chosen;
}

/** Another user: for Ada and Bob mostly each other. */
function other({ userId }: DirectDevice, index: number): string {
  const others = ['bob', 'bob', 'ada', 'bob', 'ada', 'eve', 'ada'].filter((one) => one !== userId);
  return others[index % others.length] ?? '';
}

/** What two numbers choose: a device, and whom its user writes to. */
function both(simulation: DirectSimulation, who: number, whom: number): readonly [DirectDevice, string] {
  const chosen = device(simulation, who);
  return [chosen, other(chosen, whom)];
}

/** Everything that can happen to direct messages, and to the invocations that carry them. */
export const DIRECT_OPERATIONS: readonly DirectOperation[] = [
  { name: 'connect', run: (simulation, who) => simulation.connect(device(simulation, who)) },
  {
    name: 'be connected',
    async run(simulation) {
      for (const one of simulation.devices) await simulation.connect(one);
      await simulation.scheduler.finish();
    },
  },
  { name: 'cut', run: (simulation, who, told) => simulation.cut(device(simulation, who), told % 2 === 0) },
  { name: 'say', run: (simulation, who, whom) => simulation.say(...both(simulation, who, whom)) },
  {
    // The first message to a user who is away, by one who dies on the way.
    name: 'say and die',
    async run(simulation, who, steps) {
      const sender = device(simulation, who);
      await simulation.connect(sender);
      await simulation.scheduler.finish();
      await simulation.say(sender, other(sender, steps));
      for (let taken = 0; taken < steps; taken += 1)
        await simulation.scheduler.step(simulation.scheduler.waiting - 1);
      await simulation.scheduler.step(simulation.scheduler.waiting - 1, 'crashAfter');
      await simulation.cut(sender, false);
    },
  },
  { name: 'retry', run: (simulation, who, which) => simulation.retry(device(simulation, who), which) },
  { name: 'list', run: (simulation, who, whom) => simulation.list(...both(simulation, who, whom)) },
  { name: 'block', run: (simulation, who, whom) => simulation.block(...both(simulation, who, whom)) },
  { name: 'unblock', run: (simulation, who, whom) => simulation.unblock(...both(simulation, who, whom)) },
  { name: 'step', run: ({ scheduler }, which) => scheduler.step(which) },
  {
    name: 'run',
    async run({ scheduler }, which, count) {
      for (let taken = 0; taken < count; taken += 1) await scheduler.step(which);
    },
  },
  {
    name: 'go on with the latest',
    async run({ scheduler }, _, count) {
      for (let taken = 0; taken < count; taken += 1) await scheduler.step(scheduler.waiting - 1);
    },
  },
  {
    name: 'finish',
    async run({ scheduler }, chance) {
      if (chance % 2 === 0) await scheduler.finish();
    },
  },
  {
    name: 'crash',
    run: ({ scheduler }, which, after) => scheduler.step(which, after % 2 ? 'crash' : 'crashAfter'),
  },
  { name: 'fail', run: ({ scheduler }, which, after) => scheduler.step(which, after % 2 ? 'fail' : 'lose') },
  {
    name: 'wait',
    async run({ clock }, which) {
      clock.advance(PAUSES[which % PAUSES.length] ?? 0);
    },
  },
  {
    name: 'delete what has ended',
    async run({ stores }, chance) {
      if (chance % 4 === 0) await stores.deleteExpired?.();
    },
  },
];
