import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { median } from '../median.js';
import type { ResultRow } from '../report/result-row.js';
import type { Suite } from '../suite.js';
import { DevServer } from './dev-server.js';
import { Talkers, type Ack } from './talkers.js';

const PEOPLE = 20;
/** Milliseconds after a start before anything counts, those that are measured, and those until the server is warm. */
const SETTLING = 1_000;
const MEASURED = 8_000;
const WARM = 5_000;
const SECRET = 'bench-secret-that-is-long-enough-for-hs256';

const ROWS = {
  start: 'one second after a first start',
  calm: 'calm',
  killed: 'one second after a start, killed hard before',
};

/** What those who were connected when the server was killed cost those who come back. */
export const restartSuite: Suite = {
  name: 'restart',
  title:
    `${PEOPLE} people in the lobby of \`npm start\`, a message in two seconds each, for ${MEASURED / 1_000} s: the ack, as a ` +
    'multiple of calm. The server is killed hard while they talk, and started again on the same data: then twenty ' +
    'connections of the lobby exist no more, and are too young to be distinguished from those that are not open yet.',
  async run({ folder, progress }) {
    const data = join(folder, 'data');
    progress(ROWS.start);
    const first = await DevServer.start(data, SECRET);
    const people = await Talkers.start(PEOPLE, first.url, SECRET);
    const start = await measured(people);
    await wait(WARM);
    progress(ROWS.calm);
    const calm = await measured(people);
    await first.kill();
    people.stop();
    progress(ROWS.killed);
    const second = await DevServer.start(data, SECRET);
    const again = await Talkers.start(PEOPLE, second.url, SECRET);
    const killed = await measured(again);
    again.stop();
    await second.kill();
    return [
      ...rowsOf(ROWS.calm, calm, calm),
      ...rowsOf(ROWS.start, start, calm),
      ...rowsOf(ROWS.killed, killed, calm),
    ];
  },
};

/** The acks of what is sent from one second on. */
async function measured({ acks }: Talkers): Promise<readonly Ack[]> {
  const from = performance.now() + SETTLING;
  await wait(SETTLING + MEASURED);
  return acks.filter(({ sentAt }) => sentAt >= from);
}

function rowsOf(row: string, acks: readonly Ack[], calm: readonly Ack[]): readonly ResultRow[] {
  const compared = (metric: string, part: number): ResultRow => ({
    ...{ suite: 'restart', row, metric, value: quantile(acks, part), unit: 'ms' },
    ratioTo: { row: ROWS.calm, ratio: quantile(acks, part) / quantile(calm, part) },
  });
  return [
    compared('ack', 0.5),
    compared('p90', 0.9),
    compared('slowest', 1),
    { suite: 'restart', row, metric: 'acks', value: acks.length, unit: '' },
  ];
}

function quantile(acks: readonly Ack[], part: number): number {
  const sorted = acks.map(({ took }) => took).toSorted((a, b) => a - b);
  if (part === 0.5) return median(sorted);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}
