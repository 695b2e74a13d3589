// Broadcasts to one room, several times over, and says what each time cost: see `ClientResult`.
// argv[2]: see `ClientOptions`.
import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import { waitedForCore } from '../waited-for-core.js';
import type { SinkStatistics } from '../fan-out/sink.js';
import { lambdaClient, localClient } from '../store/chat-table.js';
import { chatBroadcast } from './chat.js';
import { sampleBroadcast } from './sample.js';

/** What is asked of the client's process. */
export interface ClientOptions {
  readonly algorithm: 'chat' | 'sample';
  readonly endpoint: string;
  readonly table: string;
  readonly url: string;
  readonly shards: number;
  readonly window: number;
  readonly rate: number | null;
  readonly broadcasts: number;
}

/** What one broadcast cost, and whom it reached. */
export interface BroadcastResult extends SinkStatistics {
  readonly seconds: number;
  /** Those that it was ready to run and some other process had the core. */
  readonly waitedSeconds: number;
  readonly cpuSeconds: number;
}

/** What the process answers. */
export interface ClientResult {
  readonly broadcasts: readonly BroadcastResult[];
  readonly peakBytes: number;
  /** Why it ended early, as the sample does when a post fails. */
  readonly failure: string | null;
}

const TEXT = 'The quick brown fox jumps over the lazy dog, and says so to everybody in the room.';

const options = JSON.parse(process.argv[2] ?? '{}') as ClientOptions;
const broadcast =
  options.algorithm === 'chat'
    ? chatBroadcast({ ...options, client: lambdaClient(options.endpoint) })
    : sampleBroadcast({ ...options, client: localClient(options.endpoint) });

async function measured(): Promise<BroadcastResult> {
  const cpu = process.cpuUsage();
  const waited = waitedForCore();
  const start = performance.now();
  await broadcast(TEXT);
  const seconds = (performance.now() - start) / 1_000;
  const waitedSeconds = waitedForCore() - waited;
  const { user, system } = process.cpuUsage(cpu);
  return { seconds, waitedSeconds, cpuSeconds: (user + system) / 1e6, ...(await statistics()) };
}

function statistics(): Promise<SinkStatistics> {
  return new Promise((resolve, reject) => {
    get(`${options.url}/statistics`, (response) => {
      text(response).then((answer) => resolve(JSON.parse(answer) as SinkStatistics), reject);
    }).on('error', reject);
  });
}

async function run(): Promise<ClientResult> {
  const broadcasts: BroadcastResult[] = [];
  let failure: string | null = null;
  try {
    while (broadcasts.length < options.broadcasts) broadcasts.push(await measured());
  } catch (error) {
    failure = String(error);
  }
  return { broadcasts, peakBytes: process.resourceUsage().maxRSS * 1_024, failure };
}

console.log(JSON.stringify(await run()));
process.exit();
