import type { ResultRow } from '../../report/result-row.js';
import { BusyRooms, type BusyOutcome, type BusyShape } from './busy-rooms.js';

/** The shapes of `npm run simulate -- busy`, by what they are called. */
export const BUSY_SHAPES: Readonly<Record<string, Omit<BusyShape, 'batches' | 'queued' | 'seed'>>> = {
  '10 rooms × 100, one message a minute each': { rooms: 10, members: 100, rate: 100 / 60, seconds: 3_600 },
  'a room of 10,000, 10 messages a second': { rooms: 1, members: 10_000, rate: 10, seconds: 20 },
};

/** Plays every shape without batches and with them: a line for each. */
export async function busyReport(
  shapes: typeof BUSY_SHAPES = BUSY_SHAPES,
  seed = 1,
): Promise<readonly ResultRow[]> {
  const rows: ResultRow[] = [];
  for (const [name, shape] of Object.entries(shapes)) {
    for (const batches of [false, true]) {
      const outcome = await new BusyRooms({ ...shape, batches, queued: batches, seed }).run();
      rows.push(...rowsOf(`${name}, ${batches ? 'batched' : 'at once'}`, shape.members, outcome));
    }
  }
  return rows;
}

function rowsOf(row: string, members: number, outcome: BusyOutcome): readonly ResultRow[] {
  const { messages, posts, entries, delays, delaysAfterPauses } = outcome;
  const figure = (metric: string, value: number, unit = ''): ResultRow => ({
    ...{ suite: 'busy', row, metric, value, unit },
  });
  return [
    figure('messages', messages),
    figure('posts a message and member', posts / messages / members),
    figure('messages a post', entries / posts),
    figure('calls of workers a message', outcome.calls / messages),
    figure('lost', outcome.lost),
    figure('sent twice', outcome.doubled),
    figure('p50', percentile(delays, 0.5), 'ms'),
    figure('p99', percentile(delays, 0.99), 'ms'),
    figure('p50 after a pause', percentile(delaysAfterPauses, 0.5), 'ms'),
    figure('p99 after a pause', percentile(delaysAfterPauses, 0.99), 'ms'),
  ];
}

/** The value that a share of all does not exceed; 0 of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
}
