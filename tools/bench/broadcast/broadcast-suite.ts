import { get } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { bundleProgram, ChildProgram } from '../child-program.js';
import type { SinkStatistics } from '../fan-out/sink.js';
import type { ResultRow } from '../result-row.js';
import { createChatTable, localClient } from '../store/chat-table.js';
import { startEngine } from '../store/engine.js';
import type { Suite } from '../suite.js';
import type { ClientOptions, ClientResult } from './client.js';
import { countMembers, fillLobby, fillSample } from './members.js';

/** One broadcast to measure. */
interface Case {
  readonly row: string;
  readonly algorithm: ClientOptions['algorithm'];
  readonly members: number;
  readonly pace?: number;
  /** One member in so many is gone. */
  readonly goneEvery?: number;
  /** The part of posts that meets a 429. */
  readonly throttled?: number;
  /** Megabytes of heap, where that is what is tried. */
  readonly heap?: number;
  /** The row that this one is compared with. */
  readonly against?: string;
}

const SAMPLE = 'AWS sample, 10,000 members';
const OURS = '10,000 members';
const CASES: readonly Case[] = [
  { row: SAMPLE, algorithm: 'sample', members: 10_000 },
  { row: OURS, algorithm: 'chat', members: 10_000, against: SAMPLE },
  {
    row: 'AWS sample, 10,000, 1 % gone',
    algorithm: 'sample',
    members: 10_000,
    goneEvery: 100,
    against: SAMPLE,
  },
  { row: '10,000, 1 % gone', algorithm: 'chat', members: 10_000, goneEvery: 100, against: OURS },
  {
    row: '10,000, 5 % of posts throttled',
    algorithm: 'chat',
    members: 10_000,
    throttled: 0.05,
    against: OURS,
  },
  { row: '10,000, pace 2,000 a second', algorithm: 'chat', members: 10_000, pace: 2_000, against: OURS },
  { row: '1,000 members', algorithm: 'chat', members: 1_000, against: OURS },
  { row: '100,000 members, 64 MB of heap', algorithm: 'chat', members: 100_000, heap: 64, against: OURS },
];

/** Members of one shard at most, as a room grows. */
const SHARD = 2_000;

interface Measured extends ClientResult, SinkStatistics {
  readonly rowsLeft: number | null;
}

/** What it takes to reach everybody in a room. */
export const broadcastSuite: Suite = {
  name: 'broadcast',
  title:
    'One message to a room, 10 ms a post, 256 in flight, the store (a DynamoDB engine) and the endpoint in processes ' +
    "of their own. AWS's sample scans its table and posts to all at once with the SDK.",
  async run({ folder, progress }) {
    const sinkProgram = await bundleProgram(join(import.meta.dirname, '../fan-out/sink.ts'), folder, 'sink');
    const clientProgram = await bundleProgram(join(import.meta.dirname, 'client.ts'), folder, 'client');
    const results = new Map<string, Measured>();
    for (const one of CASES) {
      progress(one.row);
      results.set(one.row, await measure(one, sinkProgram, clientProgram));
    }
    return CASES.flatMap((one) => rowsOf(one, results));
  },
};

async function measure(one: Case, sinkProgram: string, clientProgram: string): Promise<Measured> {
  const { algorithm, members, goneEvery = 0, throttled = 0, pace = null, heap } = one;
  const engine = await startEngine();
  const sink = await ChildProgram.start(sinkProgram, {
    tls: null,
    delay: 10,
    members: { goneEvery, throttled },
  });
  const origin = `http://127.0.0.1:${(sink.said as { port: number }).port}`;
  try {
    const shards = 2 ** Math.ceil(Math.log2(Math.max(1, members / SHARD)));
    const table = { client: localClient(engine.endpoint), table: algorithm };
    if (algorithm === 'chat')
      await fillLobby(await createChatTable(engine.endpoint, 'chat'), members, shards);
    else await fillSample(table.client, table.table, members);
    const url = `${origin}/prod`;
    const options: ClientOptions = {
      algorithm,
      endpoint: engine.endpoint,
      table: algorithm,
      url,
      shards,
      window: 256,
      pace,
    };
    const limits = heap === undefined ? [] : [`--max-old-space-size=${heap}`];
    const client = await ChildProgram.start(clientProgram, options, ['--no-warnings', ...limits]);
    await client.stop();
    const statistics = JSON.parse(await fetchText(`${origin}/statistics`)) as SinkStatistics;
    const rowsLeft = algorithm === 'chat' ? await countMembers(table, shards) : null;
    return { ...(client.said as ClientResult), ...statistics, rowsLeft };
  } finally {
    await Promise.all([engine.stop(), sink.stop()]);
  }
}

function rowsOf(
  { row, against, members }: Case,
  results: ReadonlyMap<string, Measured>,
): readonly ResultRow[] {
  const result = results.get(row);
  if (result === undefined) return [];
  const other = against === undefined ? undefined : results.get(against);
  const base = {
    suite: 'broadcast',
    row: result.failure === null ? row : `${row} (failed: ${result.failure})`,
  };
  const cost = (of: Measured) => (of.cpuSeconds / Math.max(1, of.reached)) * 1e6;
  const to = (figure: (of: Measured) => number) =>
    against === undefined || other === undefined
      ? {}
      : { ratioTo: { row: against, ratio: figure(result) / figure(other) } };
  const rows: ResultRow[] = [
    { ...base, metric: 'time', value: result.seconds, unit: 's', ...to((of) => of.seconds) },
    { ...base, metric: 'posts', value: result.pace, unit: '1/s' },
    { ...base, metric: 'CPU a delivery', value: cost(result), unit: 'µs', ...to(cost) },
    { ...base, metric: 'peak memory', value: result.peakBytes / 1e6, unit: 'MB' },
    { ...base, metric: 'reached', value: result.reached, unit: '' },
    { ...base, metric: 'reached twice', value: result.twice, unit: '' },
  ];
  if (result.rowsLeft !== null) {
    rows.push({ ...base, metric: 'rows deleted', value: members - result.rowsLeft, unit: '' });
  }
  return rows;
}

function fetchText(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, (response) => {
      text(response).then(resolve, reject);
    }).on('error', reject);
  });
}
