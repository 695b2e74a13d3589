// An `@connections` endpoint with an account's quota that keeps account of what each member got, and how late.
// argv[2]: see `QuotaSinkOptions`. Says {"port": …}; GET /statistics says what came.
import { createServer } from 'node:net';
import { answer, takeRequests, type BareRequest } from '../fan-out/bare-http.js';

/** What is asked of the sink's process. */
export interface QuotaSinkOptions {
  /** Posts a second; what is above is answered 429. */
  readonly quota: number;
  /** Milliseconds until an answer. */
  readonly delay: number;
}

/** What came. */
export interface QuotaSinkStatistics {
  readonly posts: number;
  /** Posts beyond the quota. */
  readonly throttled: number;
  /** The most posts within any second. */
  readonly most: number;
  /** Members by the place up to which they have everything without a gap. */
  readonly upTo: Readonly<Record<string, number>>;
  /** Places that a member got again. */
  readonly doubles: number;
  /** Milliseconds from a message's own date to its arrival, over all members and messages. */
  readonly median: number;
  readonly p99: number;
}

/** Milliseconds of a step of the sliding second. */
const STEP = 10;

/** Bodies that are kept as they were read. */
const KEPT = 32;

/** The posts of the last second, in steps. */
class SlidingSecond {
  most = 0;
  private readonly steps = new Map<number, number>();
  private sum = 0;

  /** Counts a post; returns how many there were within a second, this one included. */
  count(now: number): number {
    const step = Math.floor(now / STEP);
    for (const [old, posts] of this.steps) {
      if (old > step - 1_000 / STEP) break;
      this.steps.delete(old);
      this.sum -= posts;
    }
    this.steps.set(step, (this.steps.get(step) ?? 0) + 1);
    this.sum += 1;
    this.most = Math.max(this.most, this.sum);
    return this.sum;
  }
}

interface Entry {
  readonly seq: number;
  readonly sentAt: number;
}

const { quota, delay } = JSON.parse(process.argv[2] ?? '{}') as QuotaSinkOptions;
const second = new SlidingSecond();
const upTo = new Map<string, number>();
const delays: number[] = [];
let [posts, throttled, doubles] = [0, 0, 0];
/** All members of a shard get the same body; the last of several shards are kept, oldest first. */
const known = new Map<string, readonly Entry[]>();

function entriesOf(body: string): readonly Entry[] {
  const there = known.get(body);
  if (there !== undefined) return there;
  const { messages } = JSON.parse(body) as { messages: readonly { seq: number; text: string }[] };
  const entries = messages.map(({ seq, text }) => ({ seq, sentAt: Number(text.split(' ')[0]) }));
  known.set(body, entries);
  for (const oldest of known.keys()) {
    if (known.size <= KEPT) break;
    known.delete(oldest);
  }
  return entries;
}

function take(id: string, body: string, now: number): void {
  let last = upTo.get(id) ?? 0;
  for (const { seq, sentAt } of entriesOf(body)) {
    if (seq <= last) doubles += 1;
    else {
      const late = Math.max(0, now - sentAt);
      delays[late] = (delays[late] ?? 0) + 1;
    }
    if (seq === last + 1) last = seq;
  }
  upTo.set(id, last);
}

/** The delay that a part of all deliveries does not exceed. */
function quantile(part: number): number {
  const total = delays.reduce((sum, count = 0) => sum + count, 0);
  let sum = 0;
  return delays.findIndex((count = 0) => (sum += count) >= total * part);
}

function respond({ head, body }: BareRequest): string {
  const id = /@connections\/([^ ]+) /.exec(head)?.[1];
  if (id === undefined) {
    const statistics: QuotaSinkStatistics = {
      ...{ posts, throttled, doubles, most: second.most, upTo: Object.fromEntries(upTo) },
      ...{ median: quantile(0.5), p99: quantile(0.99) },
    };
    return answer('200 OK', '', JSON.stringify(statistics));
  }
  posts += 1;
  const now = Date.now();
  if (second.count(now) > quota) {
    throttled += 1;
    return answer('429 Too Many Requests', 'x-amzn-errortype: LimitExceededException\r\n');
  }
  take(id, body, now);
  return answer('200 OK');
}

const server = createServer((socket) => {
  let held = '';
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    const { requests, rest } = takeRequests(held + chunk.toString('latin1'));
    held = rest;
    for (const request of requests) {
      const text = respond(request);
      setTimeout(() => socket.writable && socket.write(text, 'latin1'), delay);
    }
  });
});
server.listen(0, '127.0.0.1', 4_096, () => {
  const address = server.address();
  console.log(JSON.stringify({ port: typeof address === 'object' ? address?.port : null }));
});
