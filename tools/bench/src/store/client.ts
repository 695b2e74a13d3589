// Does every piece of work many times over and says what each cost: `WorkResult[]`.
// argv[2]: {"endpoint", "chat", "sample"}.
import { localClient } from './chat-table.js';
import { meterOf, type Consumption } from './capacity.js';
import { chatWork } from './chat-work.js';
import { sampleWork } from './sample-work.js';
import type { Tables, Work } from './work.js';
import { median } from '../median.js';

/** What is asked of the client's process. */
export interface ClientOptions {
  readonly endpoint: string;
  readonly chat: string;
  readonly sample: string;
}

/** What one piece of work costs, once. */
export interface WorkResult extends Consumption {
  readonly row: string;
  readonly against: string | null;
  readonly cpuMicroseconds: number;
}

/** Batches of each work that count, taken in turns; one before them warms up. */
const BATCHES = 5;
/** Times in one batch, one after the other; long enough for a clock that counts in milliseconds. */
const BATCH = 40;

const { endpoint, ...names } = JSON.parse(process.argv[2] ?? '{}') as ClientOptions;

async function everything(tables: Tables): Promise<readonly Work[]> {
  return [...sampleWork(tables), ...(await chatWork(tables))];
}

/** Microseconds of CPU that one time costs in a batch. */
async function costOf(work: Work, batch: number): Promise<number> {
  const nths = Array.from({ length: BATCH }, (_, at) => batch * BATCH + at);
  for (const nth of nths) await work.prepare?.(nth);
  const before = process.cpuUsage();
  for (const nth of nths) await work.run(nth);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / BATCH;
}

/** Apart from the timing, with a client that asks what each call consumes. */
async function consumptions(): Promise<ReadonlyMap<string, Consumption>> {
  const client = localClient(endpoint);
  const meter = meterOf(client);
  const results = new Map<string, Consumption>();
  const nth = (BATCHES + 1) * BATCH;
  for (const work of await everything({ client, ...names })) {
    await work.prepare?.(nth);
    Object.assign(meter, { calls: 0, readUnits: 0, writeUnits: 0 });
    await work.run(nth);
    results.set(work.row, { ...meter });
  }
  return results;
}

async function results(): Promise<readonly WorkResult[]> {
  const works = await everything({ client: localClient(endpoint), ...names });
  const costs = works.map((): number[] => []);
  for (let batch = 0; batch <= BATCHES; batch += 1) {
    for (const [at, work] of works.entries()) costs[at]?.push(await costOf(work, batch));
  }
  const consumed = await consumptions();
  return works.map(({ row, against = null }, at) => ({
    ...{ row, against, cpuMicroseconds: median(costs[at]?.slice(1) ?? []) },
    ...(consumed.get(row) ?? { calls: 0, readUnits: 0, writeUnits: 0 }),
  }));
}

console.log(JSON.stringify(await results()));
process.exit();
