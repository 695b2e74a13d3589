import { get } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { DynamoRoomHeadRepository } from '@serverless-ws/chat-dynamo';
import { fillLobby } from '../broadcast/members.js';
import { bundleProgram, ChildProgram } from '../child-program.js';
import type { ResultRow } from '../report/result-row.js';
import { createChatTable } from '../store/chat-table.js';
import { startEngine } from '../store/engine.js';
import type { Suite } from '../suite.js';
import type { QueueClientOptions, QueueClientResult } from './client.js';
import type { QuotaSinkOptions, QuotaSinkStatistics } from './quota-sink.js';

/** What API Gateway lets an account post in a second. */
const QUOTA = 10_000;
/** As serverless.yml has it: the quota, less a fifth, over the workers. */
const WORKERS = 4;
const PACE = 2_000;
const MEMBERS = 2_000;
const SHARDS = 4;

interface Case {
  readonly row: string;
  readonly rate: number;
  readonly seconds: number;
}

const CASES: readonly Case[] = [
  { row: '1 message a second, for 10 s', rate: 1, seconds: 10 },
  { row: '50 messages a second, for 60 s', rate: 50, seconds: 60 },
];

interface Measured extends QueueClientResult, QuotaSinkStatistics {}

/** What the workers of a busy large room make of the account's quota. */
export const queueSuite: Suite = {
  name: 'queue',
  title:
    `A room of ${MEMBERS.toLocaleString('en-US')} members in ${SHARDS} shards, ${WORKERS} workers at ` +
    `${PACE.toLocaleString('en-US')} posts a second each, under a quota of ${QUOTA.toLocaleString('en-US')}, 10 ms a post. ` +
    'The queue hands out as SQS FIFO does, in the memory of the process: its time on the wire comes on top. Delay: ' +
    'from the call of `SendMessage` to a member.',
  async run({ folder, progress }) {
    const sink = await bundleProgram(join(import.meta.dirname, 'quota-sink.ts'), folder, 'quota-sink');
    const client = await bundleProgram(join(import.meta.dirname, 'client.ts'), folder, 'queue-client');
    const rows: ResultRow[] = [];
    for (const one of CASES) {
      progress(one.row);
      rows.push(...rowsOf(one, await measure(one, sink, client)));
    }
    return rows;
  },
};

async function measure(
  { rate, seconds }: Case,
  sinkProgram: string,
  clientProgram: string,
): Promise<Measured> {
  const engine = await startEngine();
  const sinkOptions: QuotaSinkOptions = { quota: QUOTA, delay: 10 };
  const sink = await ChildProgram.start(sinkProgram, sinkOptions);
  const origin = `http://127.0.0.1:${(sink.said as { port: number }).port}`;
  try {
    const table = await createChatTable(engine.endpoint, 'chat');
    await fillLobby(table, MEMBERS, SHARDS);
    const heads = new DynamoRoomHeadRepository({ ...table, clock: { now: () => Date.now() } });
    let { shards } = await heads.getOrCreate('lobby', 'e1', Date.now());
    while (shards < SHARDS) shards = await heads.doubleShards('lobby', shards);
    const options: QueueClientOptions = {
      ...{ rate, seconds, workers: WORKERS, workerRate: PACE, table: 'chat' },
      endpoint: engine.endpoint,
      url: `${origin}/prod`,
    };
    const client = await ChildProgram.start(clientProgram, options, ['--no-warnings']);
    await client.stop();
    const said = client.said as QueueClientResult;
    if (said.failure !== null) throw new Error(said.failure);
    return { ...said, ...((await fetchJson(`${origin}/statistics`)) as QuotaSinkStatistics) };
  } finally {
    await Promise.all([engine.stop(), sink.stop()]);
  }
}

function rowsOf({ row }: Case, result: Measured): readonly ResultRow[] {
  const { messages, posts } = result;
  const figure = (metric: string, value: number, unit = ''): ResultRow => ({
    ...{ suite: 'queue', row, metric, value, unit },
  });
  return [
    figure('deliveries', messages * MEMBERS),
    figure('lost', messages * MEMBERS - result.deliveries),
    figure('got twice', result.doubles),
    figure('out of order', result.overtaken),
    figure('posts', posts),
    figure('deliveries a post', (messages * MEMBERS) / posts),
    figure('most posts', result.most, '1/s'),
    figure('429', result.throttled),
    figure('median delay', result.median, 'ms'),
    figure('p99 delay', result.p99, 'ms'),
    figure('batches a message', result.batches / messages),
    figure('CPU a post', (result.cpuSeconds / posts) * 1e6, 'µs'),
  ];
}

function fetchJson(url: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    get(url, (response) => {
      json(response).then(resolve, reject);
    }).on('error', reject);
  });
}
