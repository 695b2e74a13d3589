import type { ChatSimulation } from './chat-simulation.js';

/** An event that can happen at any moment; two numbers choose to which client, and how. */
export interface Operation {
  readonly name: string;
  run(simulation: ChatSimulation, first: number, second: number): Promise<void>;
}

/** The last one is longer than a head lives after the last write. */
const pauses = [
  100, 1_000, 4_900, 5_001, 6_000, 11_000, 31_000, 3_600_000, 8_000_000, 80_000_000, 90_000_000, 280_000_000,
];

function client({ clients }: ChatSimulation, index: number) {
  const chosen = clients[index % clients.length];
  if (chosen === undefined) throw new RangeError('A simulation has clients.');
  return chosen;
}

/** Everything that can happen. Steps come more often than the rest, or no invocation would ever end. */
export const OPERATIONS: readonly Operation[] = [
  { name: 'connect', run: (simulation, who) => simulation.connect(client(simulation, who)) },
  { name: 'cut', run: (simulation, who, told) => simulation.cut(client(simulation, who), told % 2 === 0) },
  { name: 'join', run: (simulation, who) => simulation.join(client(simulation, who)) },
  {
    name: 'after',
    // One in four asks whether there is anything. No operation of its own: see below.
    run: (simulation, who, how) =>
      how < 9 ? simulation.after(client(simulation, who)) : simulation.ping(client(simulation, who)),
  },
  { name: 'before', run: (simulation, who) => simulation.before(client(simulation, who)) },
  { name: 'say', run: (simulation, who) => simulation.say(client(simulation, who)) },
  {
    name: 'retry',
    // One in six sends another text. No operation of its own: one more would give every fixed seed another run.
    run: (simulation, who, which) =>
      simulation.retry(client(simulation, who), which, which >= 10 ? 'another text' : undefined),
  },
  { name: 'delete', run: (simulation, who, which) => simulation.delete(client(simulation, who), which) },
  { name: 'step', run: (simulation, which) => simulation.step(which) },
  {
    name: 'run',
    async run({ scheduler }, which, count) {
      for (let taken = 0; taken < count; taken += 1) await scheduler.step(which);
    },
  },
  {
    name: 'go on with the latest',
    async run({ scheduler }, _, count) {
      // A released invocation queues its next call last, so this follows one invocation.
      for (let taken = 0; taken < count; taken += 1) await scheduler.step(scheduler.waiting - 1);
    },
  },
  {
    name: 'say and freeze',
    async run(simulation, who, count) {
      const { scheduler } = simulation;
      await simulation.say(client(simulation, who));
      for (let taken = 0; taken < count % 6; taken += 1) await scheduler.step(scheduler.waiting - 1);
    },
  },
  {
    name: 'finish',
    async run({ scheduler }, chance) {
      if (chance % 4 === 0) await scheduler.finish();
    },
  },
  {
    name: 'crash',
    run: (simulation, which, after) => simulation.step(which, after % 2 ? 'crash' : 'crashAfter'),
  },
  { name: 'fail', run: (simulation, which, after) => simulation.step(which, after % 2 ? 'fail' : 'lose') },
  {
    name: 'wait',
    async run({ clock }, which) {
      clock.advance(pauses[which % pauses.length] ?? 0);
    },
  },
  {
    name: 'change the head',
    // Three in one: one operation more would give every fixed seed another run.
    async run({ room }, chance) {
      if (chance % 4 === 0) await room.startEpoch();
      if (chance % 4 === 1) await room.doubleShards();
      if (chance % 4 === 2) await room.deleteExpired();
    },
  },
];

const DAY = 86_400_000;

/** The same, in a room whose retention an operator changes. */
export const RETENTION_OPERATIONS: readonly Operation[] = [
  ...OPERATIONS,
  { name: 'retain', run: ({ room }, days) => room.retain((1 + (days % 3)) * DAY) },
  {
    name: 'shorten for a moment',
    // What is said before the moment keeps the shorter retention, and has ended by the time when it is read.
    async run(simulation, who) {
      const { clock, room, scheduler } = simulation;
      await room.retain(3 * DAY);
      await simulation.say(client(simulation, who));
      await scheduler.finish();
      for (const days of [1, 3]) await room.retain(days * DAY);
      clock.advance(DAY + 1);
    },
  },
];

/** The same, in a simulation with workers. */
export const BATCH_OPERATIONS: readonly Operation[] = [
  ...OPERATIONS,
  { name: 'work', run: async ({ workers }, which) => workers?.work(which) },
  {
    name: 'talk',
    // In quick succession, as nothing is batched otherwise.
    async run(simulation, who, count) {
      for (let said = 0; said <= count % 4; said += 1) {
        await simulation.say(client(simulation, who + said));
        await simulation.scheduler.finish();
        simulation.clock.advance(300);
      }
      await simulation.workers?.work(0);
    },
  },
];
