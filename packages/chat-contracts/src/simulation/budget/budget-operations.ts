import type { BudgetSimulation } from './budget-simulation.js';
import type { ManualClock } from '@serverless-ws/chat-domain/in-memory';

/** An event that can happen at any moment; two numbers choose how much of it. */
export interface BudgetOperation {
  readonly name: string;
  run(simulation: BudgetSimulation, clock: ManualClock, first: number, second: number): Promise<void>;
}

/** Frames of a flood, and milliseconds in which they come. */
const FRAMES = [50, 400, 1_500, 4_000];
const TIMES = [1_000, 5_000, 20_000, 60_000];

/** Everything that can happen to the budgets of users. Honest users wait before they go on. */
export const BUDGET_OPERATIONS: readonly BudgetOperation[] = [
  {
    name: 'come back',
    async run(simulation, clock) {
      clock.advance(15_000);
      await simulation.comeBack();
    },
  },
  {
    name: 'talk',
    async run(simulation, clock) {
      clock.advance(2_000);
      await simulation.talk();
    },
  },
  {
    name: 'flood',
    run: (simulation, _, first, second) =>
      simulation.flood(FRAMES[first % 4] ?? 0, TIMES[second % 4] ?? 0, false),
  },
  {
    name: 'flood with messages',
    run: (simulation, _, first, second) =>
      simulation.flood(FRAMES[first % 4] ?? 0, TIMES[second % 4] ?? 0, true),
  },
  { name: 'forget', run: async (simulation, _, first) => simulation.forget(first) },
  { name: 'wait', run: async (_simulation, clock, first) => clock.advance((TIMES[first % 4] ?? 0) + first) },
];
