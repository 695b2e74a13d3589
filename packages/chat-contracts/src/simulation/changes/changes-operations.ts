import { SCHEDULER_OPERATIONS } from '../scheduler-operations.js';
import type { ChangesSimulation } from './changes-simulation.js';
import type { ChangingClient } from './changing-client.js';

/** An event that can happen at any moment; two numbers choose whom it concerns, and how. */
export interface ChangesOperation {
  readonly name: string;
  run(simulation: ChangesSimulation, first: number, second: number): Promise<void>;
}

/** Milliseconds; the last two are about as long as messages are kept. */
const PAUSES = [1, 10, 100, 900, 2_500, 4_900, 5_001, 6_000, 11_000, 3_600_000, 80_000_000, 87_000_000];

function client({ clients }: ChangesSimulation, index: number): ChangingClient {
  const chosen = clients[index % clients.length];
  if (chosen === undefined) throw new RangeError('A simulation has clients.');
  return chosen;
}

/** Follows the latest invocation: a released one queues its next call last. */
async function goOn({ scheduler }: ChangesSimulation, steps: number): Promise<void> {
  for (let taken = 0; taken < steps; taken += 1) await scheduler.step(scheduler.waiting - 1);
}

/** A message, so that there is one to change, and clients who see what becomes of it. */
async function begin(simulation: ChangesSimulation): Promise<void> {
  const { clients, scheduler } = simulation;
  for (const one of clients) if (one.connectionId === null) await simulation.connect(one);
  await scheduler.finish();
  for (const one of clients) if (one.cursor === null) await simulation.after(one);
  await scheduler.finish();
  const [first] = clients;
  if (simulation.targets.length === 0 && first !== undefined) await simulation.say(first);
  await scheduler.finish();
}

/** Everything that can happen to messages, and to the invocations that change them. */
export const CHANGES_OPERATIONS: readonly ChangesOperation[] = [
  { name: 'connect', run: (simulation, who) => simulation.connect(client(simulation, who)) },
  { name: 'say', run: (simulation, who) => simulation.say(client(simulation, who)) },
  { name: 'edit', run: (simulation, who, which) => simulation.edit(client(simulation, who), which) },
  { name: 'edit again', run: (simulation, who, which) => simulation.edit(client(simulation, who), which) },
  {
    name: 'react',
    run: (simulation, who, how) => simulation.react(client(simulation, who), Math.floor(how / 4), how),
  },
  { name: 'delete', run: (simulation, who, which) => simulation.delete(client(simulation, who), which) },
  { name: 'retry', run: (simulation, who, which) => simulation.retry(client(simulation, who), which) },
  { name: 'after', run: (simulation, who) => simulation.after(client(simulation, who)) },
  { name: 'before', run: (simulation, who) => simulation.before(client(simulation, who)) },
  { name: 'begin', run: (simulation) => begin(simulation) },
  {
    // Two changes of one message, each frozen after some steps, and one of them goes on first.
    name: 'race',
    async run(simulation, which, steps) {
      await begin(simulation);
      const [one, other] = [client(simulation, 0), client(simulation, 1)];
      // Two edits, or a reaction that is given and taken back.
      const change = (by: ChangingClient, how: number) =>
        which % 2 === 0 ? simulation.edit(by, 0) : simulation.react(by, 0, how);
      await change(one, 0);
      await goOn(simulation, steps % 8);
      await change(other, 1);
      await goOn(simulation, 12);
      if (steps % 4 === 0) await simulation.after(client(simulation, 2));
      await goOn(simulation, 6);
      if (steps % 5 === 0) await simulation.delete(one, 0);
    },
  },
  {
    name: 'change and freeze',
    async run(simulation, which, steps) {
      await simulation.edit(client(simulation, which), which);
      await goOn(simulation, steps % 7);
    },
  },
  ...SCHEDULER_OPERATIONS,
  {
    name: 'wait',
    async run({ clock, stores }, which, chance) {
      clock.advance(PAUSES[which] ?? 0);
      if (chance % 4 === 0) await stores.deleteExpired?.();
    },
  },
  {
    name: 'start an epoch',
    async run(simulation, chance) {
      if (chance % 4 === 0) await simulation.startEpoch();
    },
  },
];
