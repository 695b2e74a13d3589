import type { Scheduler } from '../scheduler.js';
import { SCHEDULER_OPERATIONS } from '../scheduler-operations.js';
import type { PublishSimulation } from './publish-simulation.js';

/** An event that can happen at any moment; two numbers choose whom it concerns, and how. */
export interface PublishOperation {
  readonly name: string;
  run(simulation: PublishSimulation, first: number, second: number): Promise<void>;
}

/** Milliseconds; some longer than a position stays in flight. */
const PAUSES = [1, 10, 900, 4_900, 5_001, 11_000];

/** Follows the latest invocation: a released one queues its next call last. */
async function goOn(scheduler: Scheduler, steps: number): Promise<void> {
  for (let taken = 0; taken < steps; taken += 1) await scheduler.step(scheduler.waiting - 1);
}

/** Everything that can happen to batches, and to the invocations that carry them. */
export const PUBLISH_OPERATIONS: readonly PublishOperation[] = [
  { name: 'connect', run: (simulation) => simulation.connect() },
  { name: 'publish', run: (simulation, count) => simulation.publish(count) },
  { name: 'say', run: (simulation, which) => simulation.say(which) },
  { name: 'retry', run: (simulation, which) => simulation.retry(which) },
  {
    // Two attempts at one message, each frozen near its reservation, and the first goes on.
    name: 'race',
    async run(simulation, first, second) {
      const { scheduler, batches } = simulation;
      await simulation.publish(0);
      await goOn(scheduler, 2 + (first % 3));
      await simulation.retry(batches.length - 1);
      await goOn(scheduler, 3 + (second % 3));
      await scheduler.step(scheduler.waiting - 2);
      await goOn(scheduler, 4);
    },
  },
  ...SCHEDULER_OPERATIONS,
  {
    name: 'fail all reviews',
    run: ({ scheduler }) => scheduler.finish((method) => (method === 'review' ? 'fail' : 'go')),
  },
  {
    name: 'wait',
    async run({ clock }, which) {
      clock.advance(PAUSES[which % PAUSES.length] ?? 0);
    },
  },
];
