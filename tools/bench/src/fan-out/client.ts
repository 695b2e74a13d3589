// Sends with one of the senders and says what it cost: {"seconds", "cpuSeconds", "peakBytes"}.
// argv[2]: {"sender", "posts", "url", "ca", "window"}.
import { gatewaySender } from './clients/gateway-sender.js';
import { sdkBareSender, sdkSender } from './clients/sdk-sender.js';
import type { Sender, SenderOptions } from './clients/sender.js';
import { socketSender } from './clients/socket-sender.js';
import { undiciSender } from './clients/undici-sender.js';

/** What is asked of the client's process. */
export interface ClientOptions extends SenderOptions {
  readonly sender: keyof typeof senders;
  readonly posts: number;
}

/** What it answers. */
export interface ClientResult {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakBytes: number;
}

const senders = {
  sdk: sdkSender,
  'sdk-bare': sdkBareSender,
  gateway: gatewaySender,
  undici: undiciSender,
  sockets: socketSender,
} satisfies Record<string, (options: SenderOptions) => Sender>;

/** A chat message of the usual length. */
const BODY = 'The quick brown fox jumps over the lazy dog, and says so to everybody in the room. '.repeat(2);

/** Ids as API Gateway makes them. */
function connectionIds(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `L0SM9cOF${index.toString(36).padStart(7, '0')}=`);
}

const options = JSON.parse(process.argv[2] ?? '{}') as ClientOptions;
const sender = senders[options.sender](options);
const ids = connectionIds(options.posts);
await sender.send(BODY, ids.slice(0, Math.max(options.window * 4, ids.length / 5)));
const cpu = process.cpuUsage();
const start = performance.now();
await sender.send(BODY, ids);
const seconds = (performance.now() - start) / 1_000;
const { user, system } = process.cpuUsage(cpu);
const result: ClientResult = {
  seconds,
  cpuSeconds: (user + system) / 1e6,
  peakBytes: process.resourceUsage().maxRSS * 1_024,
};
console.log(JSON.stringify(result));
process.exit();
