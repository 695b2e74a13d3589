import type { Scheduler } from './scheduler.js';

/** An event that can happen to the calls in flight of any simulation; two numbers choose which call, and how. */
interface SchedulerOperation {
  readonly name: string;
  run(simulation: { readonly scheduler: Scheduler }, first: number, second: number): Promise<void>;
}

/** What can happen to the calls of invocations: they go on in any order, fail, are lost, or their invocation crashes. */
export const SCHEDULER_OPERATIONS: readonly SchedulerOperation[] = [
  { name: 'step', run: ({ scheduler }, which) => scheduler.step(which) },
  {
    name: 'run',
    async run({ scheduler }, which, count) {
      for (let taken = 0; taken < count; taken += 1) await scheduler.step(which);
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
];
