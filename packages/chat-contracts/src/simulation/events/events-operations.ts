import { CHANGES_OPERATIONS } from '../changes/changes-operations.js';
import { handleAllNotifications } from './events-invariants.js';
import type { EventsSimulation } from './events-simulation.js';

/** An event that can happen at any moment; two numbers choose what it concerns, and how. */
export interface EventsOperation {
  readonly name: string;
  run(simulation: EventsSimulation, first: number, second: number): Promise<void>;
}

const HOUR = 3_600_000;

/** Follows the latest invocation: a released one queues its next call last. */
async function goOn({ changes: { scheduler } }: EventsSimulation, steps: number): Promise<void> {
  for (let taken = 0; taken < steps; taken += 1) await scheduler.step(scheduler.waiting - 1);
}

async function crash({ changes: { scheduler } }: EventsSimulation, chance: number): Promise<void> {
  await scheduler.step(scheduler.waiting - 1, chance % 2 === 0 ? 'crash' : 'crashAfter');
}

async function say({ changes }: EventsSimulation, who: number): Promise<void> {
  const client = changes.clients[who % changes.clients.length];
  if (client === undefined) return;
  if (client.connectionId === null) {
    await changes.connect(client);
    await changes.scheduler.finish();
  }
  await changes.say(client);
}

/** The last message of the room: its writer crashes between any two steps, and no notification comes after it. */
export async function sayLast(simulation: EventsSimulation, steps: number, chance: number): Promise<void> {
  await handleAllNotifications(simulation);
  await say(simulation, 0);
  await goOn(simulation, steps);
  await crash(simulation, chance);
}

/** Everything that can happen to messages, to those who write them, and to the reader for events. */
export const EVENTS_OPERATIONS: readonly EventsOperation[] = [
  ...CHANGES_OPERATIONS.map(({ name, run }) => ({
    name,
    run: ({ changes }: EventsSimulation, first: number, second: number) => run(changes, first, second),
  })),
  { name: 'work', run: (simulation, which) => simulation.work(which) },
  {
    name: 'work and crash',
    async run(simulation, steps, chance) {
      await simulation.work(0);
      await goOn(simulation, steps);
      if (chance % 3 !== 0) await crash(simulation, chance);
    },
  },
  {
    name: 'work to the end',
    async run(simulation, which) {
      await simulation.work(which);
      await goOn(simulation, 40);
    },
  },
  {
    // The last message of a room, perhaps: its writer crashes or freezes between any two steps.
    name: 'say and crash',
    async run(simulation, who, steps) {
      await say(simulation, who);
      await goOn(simulation, steps);
      await crash(simulation, who);
    },
  },
  {
    // One is in flight while the next one is appended, and read.
    name: 'overtake',
    async run(simulation, steps, chance) {
      await say(simulation, 0);
      await goOn(simulation, steps);
      await say(simulation, 2);
      await goOn(simulation, 14);
      await simulation.work(chance);
      await goOn(simulation, 12);
    },
  },
  {
    name: 'new epoch',
    async run(simulation, who, steps) {
      await say(simulation, who);
      await goOn(simulation, steps);
      await simulation.changes.startEpoch();
    },
  },
  {
    name: 'sink',
    run: async ({ sink }, chance) => void (sink.isDown = chance % 2 === 0),
  },
  {
    name: 'an hour without the sink',
    async run(simulation, who) {
      simulation.sink.isDown = true;
      await say(simulation, who);
      await goOn(simulation, 20);
      await simulation.work(0);
      await goOn(simulation, 20);
      simulation.changes.clock.advance(HOUR);
      simulation.sink.isDown = false;
    },
  },
];
