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
  /** Positions that members got, each counted once. */
  readonly deliveries: number;
  /** Positions that a member got again. */
  readonly doubles: number;
  /** Positions that a member got after a higher one. */
  readonly overtaken: number;
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
  readonly #steps = new Map<number, number>();
  #sum = 0;

  /** Counts a post; returns how many there were within a second, this one included. */
  count(now: number): number {
    const step = Math.floor(now / STEP);
    for (const [old, posts] of this.#steps) {
      if (old > step - 1_000 / STEP) break;
      this.#steps.delete(old);
      this.#sum -= posts;
    }
    this.#steps.set(step, (this.#steps.get(step) ?? 0) + 1);
    this.#sum += 1;
    this.most = Math.max(this.most, this.#sum);
    return this.#sum;
  }
}

/** What a member got: everything up to a position, and some positions above the gap that follows it. */
interface Member {
  upTo: number;
  readonly above: Set<number>;
}

interface Entry {
  readonly seq: number;
  readonly sentAt: number;
}

const { quota, delay } = JSON.parse(process.argv[2] ?? '{}') as QuotaSinkOptions;
const second = new SlidingSecond();
const members = new Map<string, Member>();
const delays: number[] = [];
let [posts, throttled, deliveries, doubles, overtaken] = [0, 0, 0, 0, 0];
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
  const member = members.get(id) ?? { upTo: 0, above: new Set() };
  members.set(id, member);
  for (const { seq, sentAt } of entriesOf(body)) {
    if (seq <= member.upTo || member.above.has(seq)) {
      doubles += 1;
      continue;
    }
    deliveries += 1;
    if (seq < Math.max(...member.above)) overtaken += 1;
    const late = Math.max(0, now - sentAt);
    delays[late] = (delays[late] ?? 0) + 1;
    member.above.add(seq);
    while (member.above.delete(member.upTo + 1)) member.upTo += 1;
  }
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
      ...{ posts, throttled, deliveries, doubles, overtaken, most: second.most },
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
