import { SCHEDULER_OPERATIONS } from '../scheduler-operations.js';
import type { ReportsSimulation } from './reports-simulation.js';

/** An event that can happen at any moment; two numbers choose whom it concerns, and how. */
export interface ReportsOperation {
  readonly name: string;
  run(simulation: ReportsSimulation, first: number, second: number): Promise<void>;
}

/** Milliseconds; the last two are about as long as messages are kept. */
const PAUSES = [1, 900, 4_900, 6_000, 11_000, 3_600_000, 80_000_000, 87_000_000];

/** Everything that can happen to reports, and to the invocations that carry them. */
export const REPORTS_OPERATIONS: readonly ReportsOperation[] = [
  { name: 'say', run: (simulation) => simulation.say() },
  { name: 'report', run: (simulation, which) => simulation.report(which) },
  { name: 'moderate', run: (simulation, which) => simulation.moderate(which) },
  { name: 'meddle', run: (simulation, which) => simulation.meddle(which) },
  ...SCHEDULER_OPERATIONS,
  {
    name: 'wait',
    async run({ clock }, which) {
      clock.advance(PAUSES[which % PAUSES.length] ?? 0);
    },
  },
];
