// Talks in a room of several shards for a while, and is the workers behind its queue. Says `QueueClientResult` once all
// is delivered. argv[2]: see `QueueClientOptions`.
import { setTimeout as wait } from 'node:timers/promises';
import { ApiGatewayMessageGateway } from '@serverless-ws/chat-apigw';
import { BroadcastShard, createChat, FanOut, LIMITS, LogReader } from '@serverless-ws/chat-domain';
import {
  DynamoConnectionRepository,
  DynamoMessageRepository,
  DynamoRoomHeadRepository,
  DynamoShardCursorRepository,
  SdkTableClient,
} from '@serverless-ws/chat-dynamo';
import { localClient } from '../store/chat-table.js';
import { FifoQueue } from './fifo-queue.js';

/** What is asked of the client's process. */
export interface QueueClientOptions {
  readonly endpoint: string;
  readonly table: string;
  readonly url: string;
  readonly workers: number;
  /** Posts a second of one worker. */
  readonly workerRate: number;
  /** Messages a second, and for how many seconds. */
  readonly rate: number;
  readonly seconds: number;
}

/** What it answers. */
export interface QueueClientResult {
  readonly messages: number;
  readonly cpuSeconds: number;
  readonly batches: number;
  readonly failure: string | null;
}

const options = JSON.parse(process.argv[2] ?? '{}') as QueueClientOptions;
const clock = { now: () => Date.now() };
const logger = { debug: () => undefined, info: () => undefined, warn: console.error, error: console.error };
const timer = { wait: (milliseconds: number) => wait(milliseconds) };
const table = { client: new SdkTableClient(localClient(options.endpoint)), table: options.table, clock };
const heads = new DynamoRoomHeadRepository(table);
const messages = new DynamoMessageRepository(table);
const connections = new DynamoConnectionRepository(table);
const cursors = new DynamoShardCursorRepository(table);
const retention = LIMITS.retentionDefault;
const reader = new LogReader({ heads, messages, clock, retention });

/** A gateway and a rate of its own, as each container has. */
function worker(): BroadcastShard {
  const gateway = new ApiGatewayMessageGateway({
    endpoint: { url: options.url },
    region: 'eu-west-1',
    credentials: () =>
      Promise.resolve({ accessKeyId: 'local', secretAccessKey: 'local', sessionToken: 'local' }),
    rate: options.workerRate,
    logger,
  });
  const ports = { connections, heads, gateway, clock, logger };
  const fanOut = new FanOut({ ...ports, deadline: 25_000, batchSize: LIMITS.membersPerShard });
  return new BroadcastShard({ heads, cursors, reader, fanOut, timer, clock, retention });
}

const workers = Array.from({ length: options.workers }, worker);
let failure: string | null = null;
const queue = new FifoQueue(options.workers, async (index, batch) => {
  const [job] = batch;
  const seqs = batch.flatMap((one) => one.seqs);
  await (job && workers[index]?.execute({ ...job, seqs }))?.catch(
    (error: unknown) => (failure = String(error)),
  );
});
const identity = { userId: '123', name: 'Dev User', roles: [], expiresAt: null };
let ids = 0;
const { sendMessage } = createChat({
  ...{ connections, heads, messages, clock, logger, queue },
  ids: { next: () => `m${(ids += 1)}` },
  digest: { of: (text) => text },
  gateway: {
    deliver: () => Promise.reject(new Error('inline')),
    disconnect: () => Promise.resolve(),
    probe: () => Promise.resolve('open'),
  },
});

async function say(): Promise<void> {
  const text = `${Date.now()} The quick brown fox jumps over the lazy dog, and says so to everybody.`;
  await sendMessage.execute({ connectionId: 'sender', identity, kind: 'message', room: 'lobby', text });
}

const cpu = process.cpuUsage();
const count = options.rate * options.seconds;
const start = Date.now();
const sends: Promise<void>[] = [];
for (let sent = 0; sent < count; sent += 1) {
  const due = start + (sent / options.rate) * 1_000 - Date.now();
  if (due > 0) await wait(due);
  sends.push(say().catch((error: unknown) => void (failure = String(error))));
}
await Promise.all(sends);
await queue.emptied();
const { user, system } = process.cpuUsage(cpu);
const result: QueueClientResult = {
  messages: count,
  cpuSeconds: (user + system) / 1e6,
  batches: queue.batches,
  failure,
};
console.log(JSON.stringify(result));
process.exit();
