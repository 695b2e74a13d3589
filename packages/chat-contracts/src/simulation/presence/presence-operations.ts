import { SCHEDULER_OPERATIONS } from '../scheduler-operations.js';
import type { PresenceSimulation, Visitor } from './presence-simulation.js';

/** An event that can happen at any moment; two numbers choose whom it concerns, and how. */
export interface PresenceOperation {
  readonly name: string;
  run(simulation: PresenceSimulation, first: number, second: number): Promise<void>;
}

/** Milliseconds. */
const PAUSES = [1, 10, 100, 900, 3_000, 9_000, 14_000, 16_000, 30_000, 61_000, 75_000, 90_000];

function device({ devices }: PresenceSimulation, index: number): Visitor {
  const chosen = devices[index % devices.length];
  if (chosen === undefined) throw new RangeError('A simulation has devices.');
  return chosen;
}

/** Any of those who may be in the room. */
function member(simulation: PresenceSimulation, index: number): Visitor {
  return index % 5 === 4 ? simulation.watcher : device(simulation, index % 5);
}

async function inside(simulation: PresenceSimulation, who: Visitor): Promise<void> {
  const { scheduler } = simulation;
  await simulation.connect(who);
  await scheduler.finish();
  await simulation.join(who);
  await scheduler.finish();
}

/** Everything that can happen to presence, and to the invocations that tell of it. */
export const PRESENCE_OPERATIONS: readonly PresenceOperation[] = [
  { name: 'connect', run: (simulation, who) => simulation.connect(member(simulation, who)) },
  { name: 'join', run: (simulation, who) => simulation.join(member(simulation, who)) },
  { name: 'leave', run: (simulation, who) => simulation.leave(device(simulation, who)) },
  { name: 'close', run: (simulation, who) => simulation.close(device(simulation, who)) },
  {
    name: 'cut',
    async run(simulation, who, chance) {
      if (chance % 3 === 0) simulation.cut(member(simulation, who));
    },
  },
  { name: 'be inside', run: (simulation, who) => inside(simulation, member(simulation, who)) },
  { name: 'watch', run: (simulation) => inside(simulation, simulation.watcher) },
  { name: 'who', run: (simulation) => simulation.who() },
  {
    name: 'ask from outside',
    async run(simulation) {
      await simulation.connect(simulation.outsider);
      await simulation.who(simulation.outsider);
      await simulation.post(simulation.outsider, 'signal');
    },
  },
  { name: 'signal', run: (simulation, who) => simulation.post(member(simulation, who), 'signal') },
  { name: 'say', run: (simulation, who) => simulation.post(member(simulation, who), 'message') },
  ...SCHEDULER_OPERATIONS,
  {
    name: 'wait',
    async run({ clock }, which) {
      clock.advance(PAUSES[which] ?? 0);
    },
  },
];
