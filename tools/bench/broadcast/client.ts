// Broadcasts once and says what it cost: {"seconds", "cpuSeconds", "peakBytes", "failure"}.
// argv[2]: see `ClientOptions`.
import { ApiGatewayMessageGateway } from '@serverless-ws/chat-apigw';
import { DynamoConnectionRepository, DynamoMessageRepository } from '@serverless-ws/chat-dynamo';
import { Broadcast, FanOut, type VisibleEntry } from '@serverless-ws/chat-domain';
import { localClient } from '../store/chat-table.js';
import { sampleBroadcast } from './sample.js';

/** What is asked of the client's process. */
export interface ClientOptions {
  readonly algorithm: 'chat' | 'sample';
  readonly endpoint: string;
  readonly table: string;
  readonly url: string;
  readonly shards: number;
  readonly window: number;
  readonly pace: number | null;
}

/** What it answers. */
export interface ClientResult {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakBytes: number;
  /** Why it ended early, as the sample does when a post fails. */
  readonly failure: string | null;
}

const options = JSON.parse(process.argv[2] ?? '{}') as ClientOptions;
const client = localClient(options.endpoint);
const clock = { now: () => Date.now() };
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: console.error };
const text = 'The quick brown fox jumps over the lazy dog, and says so to everybody in the room.';

function chat(): Promise<void> {
  const table = { client, table: options.table, clock };
  const gateway = new ApiGatewayMessageGateway({
    endpoint: { url: options.url },
    region: 'eu-west-1',
    credentials: () =>
      Promise.resolve({ accessKeyId: 'local', secretAccessKey: 'local', sessionToken: 'local' }),
    window: options.window,
    timeout: 30_000,
    ...(options.pace === null ? {} : { pace: options.pace }),
  });
  const fanOut = new FanOut({
    connections: new DynamoConnectionRepository(table),
    messages: new DynamoMessageRepository(table),
    gateway,
    clock,
    logger: silent,
    deadline: 600_000,
  });
  const at = Date.now();
  const sender = { id: '123', name: 'Dev User' };
  const entries: VisibleEntry[] = [
    { kind: 'message', seq: 1, takenAt: at, expiresAt: at + 86_400_000, id: 'm1', sender, text },
  ];
  const head = { room: 'lobby', epoch: 'e1', seq: 1, takenAt: at, createdAt: at, shards: options.shards };
  return new Broadcast({ fanOut }).execute({ head, entries });
}

const cpu = process.cpuUsage();
const start = performance.now();
const failure = await (
  options.algorithm === 'chat' ? chat() : sampleBroadcast({ ...options, client }, text)
).then(
  () => null,
  (error: unknown) => String(error),
);
const { user, system } = process.cpuUsage(cpu);
const result: ClientResult = {
  seconds: (performance.now() - start) / 1_000,
  cpuSeconds: (user + system) / 1e6,
  peakBytes: process.resourceUsage().maxRSS * 1_024,
  failure,
};
console.log(JSON.stringify(result));
process.exit();
