import { SCHEDULER_OPERATIONS } from '../scheduler-operations.js';
import type { UnreadSimulation } from './unread-simulation.js';

/** An event that can happen at any moment; two numbers choose whom it concerns, and how. */
export interface UnreadOperation {
  readonly name: string;
  run(simulation: UnreadSimulation, first: number, second: number): Promise<void>;
}

/** Milliseconds: around the age at which an empty position is filled. */
const PAUSES = [10, 100, 900, 2_400, 2_600, 4_900, 5_100, 6_000, 11_000, 60_000, 300_000, 600_000];

/** Everything that can happen to what is unread, and to the invocations that count it. */
export const UNREAD_OPERATIONS: readonly UnreadOperation[] = [
  { name: 'say', run: (simulation, again) => simulation.say(again) },
  {
    name: 'say, and be done',
    async run(simulation, again) {
      await simulation.say(again);
      await simulation.scheduler.finish();
    },
  },
  {
    // Between the reservation and the message, mostly: the position stays empty.
    name: 'say, and crash',
    async run(simulation, again, steps) {
      const { scheduler } = simulation;
      await simulation.say(again);
      for (let taken = 0; taken < steps % 4; taken += 1) await scheduler.step(scheduler.waiting - 1);
      await scheduler.step(scheduler.waiting - 1, steps % 2 ? 'crash' : 'crashAfter');
    },
  },
  {
    name: 'delete, and crash',
    async run(simulation, which, steps) {
      const { scheduler } = simulation;
      await simulation.delete(which);
      for (let taken = 0; taken < steps; taken += 1) await scheduler.step(scheduler.waiting - 1);
      await scheduler.step(scheduler.waiting - 1, steps % 2 ? 'crash' : 'crashAfter');
    },
  },
  {
    // A writer is frozen before it stores its message; a reader comes by when the position counts as empty.
    name: 'race',
    async run(simulation, which, steps) {
      const { scheduler, clock } = simulation;
      await scheduler.finish();
      await simulation.say(1);
      for (let taken = 0; taken < 3; taken += 1) await scheduler.step(0);
      clock.advance(PAUSES[which] ?? 0);
      await simulation.read(0, 0);
      for (let taken = 0; taken < steps; taken += 1) await scheduler.step(taken % 2);
      await scheduler.finish();
    },
  },
  { name: 'delete', run: (simulation, which) => simulation.delete(which) },
  { name: 'read', run: (simulation, device, from) => simulation.read(device, from) },
  { name: 'mark', run: (simulation, device, back) => simulation.mark(device, back) },
  {
    // A mark is frozen while the other device marks, in a new epoch perhaps.
    name: 'mark twice',
    async run(simulation, back, steps) {
      const { scheduler } = simulation;
      await scheduler.finish();
      await simulation.mark(0, 0);
      for (let taken = 0; taken < steps % 4; taken += 1) await scheduler.step(0);
      if (steps % 3 === 0) await simulation.startEpoch();
      await simulation.mark(1, back % 2);
      while (scheduler.waiting > 1) await scheduler.step(scheduler.waiting - 1);
      await simulation.lookAtMark();
      await scheduler.finish();
    },
  },
  { name: 'list', run: (simulation, device) => simulation.list(device) },
  {
    name: 'start an epoch',
    async run(simulation, chance) {
      if (chance % 4 === 0) await simulation.startEpoch();
    },
  },
  ...SCHEDULER_OPERATIONS,
  {
    name: 'wait',
    async run({ clock }, which) {
      clock.advance(PAUSES[which] ?? 0);
    },
  },
];
