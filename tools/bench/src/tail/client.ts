// Sends messages to one room over TLS and says what each took: see `ClientResult`. argv[2]: see `ClientOptions`.
import { get } from 'node:https';
import { text } from 'node:stream/consumers';
import { ApiGatewayMessageGateway } from '@serverless-ws/chat-apigw';
import type { MessagesEvent } from '@serverless-ws/chat-domain';
import { CREDENTIALS } from '../fan-out/clients/sender.js';
import { socketSender } from '../fan-out/clients/socket-sender.js';
import type { SinkStatistics } from '../fan-out/sink.js';

/** What is asked of the client's process. */
export interface ClientOptions {
  /** `sockets`: one bare socket for each member, all opened at once. */
  readonly sender: 'gateway' | 'sockets';
  readonly url: string;
  readonly ca: string;
  readonly members: number;
  readonly messages: number;
  /** Deliveries to others before: none for a cold process. */
  readonly warmUp: number;
  /** Whether half a minute passes before each message, on the gateway's clock. */
  readonly paused: boolean;
}

/** What one message took. */
export interface MessageResult {
  /** Milliseconds until the sender's ack. */
  readonly ack: number;
  /** Milliseconds until the last healthy member was posted to. */
  readonly last: number;
  readonly cpu: number;
  readonly reached: number;
}

/** What the process answers. */
export interface ClientResult {
  readonly messages: readonly MessageResult[];
}

/** Members in one page of a broadcast; the numbers of those that are only there to warm up begin far above. */
const PAGE = 1_000;
const OTHERS = 1_000_000;
const PAUSE = 30_000;
const TEXT = 'The quick brown fox jumps over the lazy dog, and says so to everybody in the room.';

const options = JSON.parse(process.argv[2] ?? '{}') as ClientOptions;
let ahead = 0;
const clock = { now: () => Date.now() + ahead };

const gateway = new ApiGatewayMessageGateway({
  endpoint: { url: options.url },
  region: 'eu-west-1',
  credentials: () => Promise.resolve(CREDENTIALS),
  ca: options.ca,
  clock,
});

function sendByGateway(ids: readonly string[]): Promise<unknown> {
  return gateway.deliver(news(), pages(ids), { deadline: clock.now() + 5_000, tail: 300 });
}

async function sendBySockets(ids: readonly string[]): Promise<void> {
  await socketSender({ ...options, window: ids.length }).send(TEXT, ids);
}

const send = options.sender === 'gateway' ? sendByGateway : sendBySockets;

async function* pages(ids: readonly string[]) {
  for (let at = 0; at < ids.length; at += PAGE) {
    yield ids.slice(at, at + PAGE).map((connectionId) => ({ connectionId, connectedAt: 0 }));
  }
}

function news(): MessagesEvent {
  const at = Date.UTC(2026, 0, 1);
  const times = { reservedAt: at, expiresAt: at + 86_400_000 };
  const sender = { id: '123', name: 'Dev User' };
  return {
    type: 'messages',
    room: 'lobby',
    epoch: 'e1',
    entries: [{ kind: 'message', seq: 1, ...times, id: 'm1', sender, text: TEXT }],
  };
}

function statistics(): Promise<SinkStatistics> {
  return new Promise((resolve, reject) => {
    get(`${options.url}/statistics`, { ca: options.ca }, (response) => {
      text(response).then((answer) => resolve(JSON.parse(answer) as SinkStatistics), reject);
    }).on('error', reject);
  });
}

function idsFrom(first: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `m${String(first + index).padStart(9, '0')}`);
}

async function measured(ids: readonly string[]): Promise<MessageResult> {
  if (options.paused) ahead += PAUSE;
  const cpu = process.cpuUsage();
  const start = performance.timeOrigin + performance.now();
  await send(ids);
  const ack = performance.timeOrigin + performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  const { reached, lastAt } = await statistics();
  return { ack, last: lastAt - start, cpu: (user + system) / 1_000, reached };
}

for (let sent = 0; sent < options.warmUp; sent += options.members)
  await send(idsFrom(OTHERS, options.members));
if (options.warmUp > 0) await statistics();
const ids = idsFrom(0, options.members);
const messages: MessageResult[] = [];
while (messages.length < options.messages) messages.push(await measured(ids));
console.log(JSON.stringify({ messages } satisfies ClientResult));
process.exit();
