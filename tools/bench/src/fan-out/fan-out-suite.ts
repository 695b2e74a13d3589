import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { bundleProgram, ChildProgram } from '../child-program.js';
import { median } from '../median.js';
import type { ResultRow } from '../report/result-row.js';
import type { BenchContext, Suite } from '../suite.js';
import type { ClientOptions, ClientResult } from './client.js';

/** Runs of each row, taken in turns so that a busy moment meets them all; the median counts. */
const ROUNDS = 3;
const WINDOW = 128;

/** The rows: which sender, and how many posts make a run long enough. */
const SENDERS: readonly {
  readonly row: string;
  readonly sender: ClientOptions['sender'];
  readonly posts: number;
}[] = [
  { row: 'SDK, default client', sender: 'sdk', posts: 4_000 },
  { row: 'SDK, nothing beneath it', sender: 'sdk-bare', posts: 8_000 },
  { row: 'this gateway', sender: 'gateway', posts: 40_000 },
  { row: 'unsigned, undici', sender: 'undici', posts: 40_000 },
  { row: 'unsigned, bare sockets', sender: 'sockets', posts: 40_000 },
];
const SDK = 'SDK, default client';
const FLOOR = 'unsigned, undici';

/** An endpoint for the posts. */
interface Setting {
  readonly name: string;
  readonly tls: boolean;
  readonly delay: number;
}

const SETTINGS: readonly Setting[] = [
  { name: 'HTTP', tls: false, delay: 0 },
  { name: 'HTTP, 10 ms', tls: false, delay: 10 },
  { name: 'TLS', tls: true, delay: 0 },
  { name: 'TLS, 10 ms', tls: true, delay: 10 },
];

/** What one post costs, in the SDK, here, and at the least. */
export const fanOutSuite: Suite = {
  name: 'fan-out',
  title:
    `One body to many connections, ${WINDOW} posts in flight, the endpoint in a process of its own. ` +
    `Posts as a multiple of the unsigned floor (undici), CPU as a part of the SDK's.`,
  async run({ folder, progress }) {
    const programs = {
      sink: await bundleProgram(join(import.meta.dirname, 'sink.ts'), folder, 'sink'),
      client: await bundleProgram(join(import.meta.dirname, 'client.ts'), folder, 'client'),
    };
    const pem = await readFile(join(workspaceRoot, 'packages/chat-apigw/test/loopback.pem'), 'utf8');
    const rows: ResultRow[] = [];
    for (const setting of SETTINGS) rows.push(...(await measure(setting, programs, pem, progress)));
    return rows;
  },
};

async function measure(
  { name, tls, delay }: Setting,
  programs: { readonly sink: string; readonly client: string },
  pem: string,
  progress: BenchContext['progress'],
): Promise<readonly ResultRow[]> {
  const sink = await ChildProgram.start(programs.sink, { tls: tls ? pem : null, delay });
  const url = `http${tls ? 's' : ''}://127.0.0.1:${(sink.said as { port: number }).port}/prod`;
  const results = new Map<string, ClientResult[]>();
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const { row, sender, posts } of SENDERS) {
      progress(`${name}, round ${round} of ${ROUNDS}: ${row}`);
      const options: ClientOptions = { sender, posts, url, ca: tls ? pem : null, window: WINDOW };
      const client = await ChildProgram.start(programs.client, options, ['--no-warnings']);
      await client.stop();
      results.set(row, [...(results.get(row) ?? []), client.said as ClientResult]);
    }
  }
  await sink.stop();
  return rowsOf(name, results);
}

function rowsOf(
  setting: string,
  results: ReadonlyMap<string, readonly ClientResult[]>,
): readonly ResultRow[] {
  const of = (row: string, figure: (result: ClientResult, posts: number) => number): number => {
    const posts = SENDERS.find((sender) => sender.row === row)?.posts ?? 0;
    return median((results.get(row) ?? []).map((result) => figure(result, posts)));
  };
  const rate = (row: string) => of(row, ({ seconds }, posts) => posts / seconds);
  const cost = (row: string) => of(row, ({ cpuSeconds }, posts) => (cpuSeconds / posts) * 1e6);
  return SENDERS.flatMap(({ row }) => {
    const base = { suite: 'fan-out', row: `${setting}: ${row}` };
    const to = (other: string, ratio: number) => ({ ratioTo: { row: `${setting}: ${other}`, ratio } });
    return [
      { ...base, metric: 'posts', value: rate(row), unit: '1/s', ...to(FLOOR, rate(row) / rate(FLOOR)) },
      { ...base, metric: 'CPU a post', value: cost(row), unit: 'µs', ...to(SDK, cost(row) / cost(SDK)) },
      { ...base, metric: 'peak memory', value: of(row, ({ peakBytes }) => peakBytes / 1e6), unit: 'MB' },
    ];
  });
}
