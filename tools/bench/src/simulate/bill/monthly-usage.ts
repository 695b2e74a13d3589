import type { Price } from '@serverless-ws/cost/read-prices.js';
import type { Usage } from '@serverless-ws/cost/prices.js';
import { membersOf, type BillShape } from './bill-shape.js';

/** What busy rooms of a shape do, as a run of them has shown. */
export interface RoomTraffic {
  /** Posts for each message and member. */
  readonly posts: number;
  /** Notifications, and calls of workers, for each message. */
  readonly jobs: number;
  readonly calls: number;
  /** Milliseconds that workers work for each message. */
  readonly worked: number;
}

/** The parts of a bill, by what they are for. */
export type UsageParts = Readonly<Record<string, Usage>>;

const HOURS = 730;
const MINUTES = HOURS * 60;

/** Assumed, not metered: seconds of a call without posts, the bytes that each kind of call logs, and those of a text. */
const CALL = 0.015;
const LOGGED = { frame: 0, send: 700, connection: 300, worker: 600 } as const;
/** Gigabytes of a function, as serverless.yml has them: those that send, and the others. */
const SENDER = 1;
const OTHER = 0.5;
/** Bytes of a message in its frame, and of a response. */
const BYTES = 300;
const RESPONSE = 200;
/** Posts a second of a sender, who waits for them. */
const SENDER_RATE = 8_000;
/** Member rows in one read unit. */
const ROWS_A_READ = 40;
/** Reads of a worker: the head and the cursor; and those of one that sends, besides members: the head again, and the log. */
const NO_NEWS = 2;
const NEWS = 2;
/** A notification is put into the queue, taken out and deleted: three requests. */
const REQUESTS = 3;
/** Of frames, where they are limited: what each reports on average. A handshake counts as five. */
const SAMPLED = 1 / 50;

/** What a month of a shape asks of AWS. */
export function monthlyUsage(
  shape: BillShape,
  prices: ReadonlyMap<string, Price>,
  traffic: RoomTraffic,
): UsageParts {
  const { users, idle, rate } = shape;
  const { connectionMinutes = 120, pingMinutes = 8 } = shape;
  const reconnects = MINUTES / connectionMinutes;
  // A ping that is due when the connection ends is not sent. One who says nothing and hears nothing has no tail to check.
  const pings = reconnects * (Math.ceil(connectionMinutes / pingMinutes) - 1 + (rate > 0 ? 1 : 0));
  // Each is in the lobby; those who talk, in another room besides.
  const others = 1 - idle;
  const messages = users * (1 - idle) * rate * 60 * HOURS;
  const price = (name: string) => prices.get(name) ?? missing(name);
  return {
    'connection minutes': { connectionMinute: users * MINUTES },
    pings: times(users * pings, {
      ...frame(price('ping'), LOGGED.frame),
      read: price('ping').reads - 1 + others,
    }),
    reconnects: sum([
      times(users * reconnects, handshake(price('$connect'))),
      times(users * reconnects, ended(price('$disconnect'))),
      times(users * reconnects, frame(price('joinRoom again'), LOGGED.frame)),
      times(users * reconnects * others, frame(price('joinRoom'), LOGGED.frame)),
    ]),
    messages: times(messages, sent(price('sendMessage'), membersOf(shape), traffic)),
    posts: { message: messages * membersOf(shape) * traffic.posts },
    'data out': { sentByte: messages * membersOf(shape) * BYTES },
    workers: times(messages, worker(membersOf(shape), traffic)),
  };
}

/** A frame and its response. */
function frame({ reads, writes, calls }: Price, loggedByte: number): Usage {
  const own = { read: reads, write: writes + SAMPLED, call: calls, loggedByte };
  return { ...own, message: 2, sentByte: RESPONSE, gigabyteSecond: calls * CALL * OTHER };
}

/** A handshake or its end, a line each: neither is a message. Only the first is counted against floods. */
function handshake(price: Price): Usage {
  return { ...ended(price), write: price.writes + 5 * SAMPLED };
}

function ended(price: Price): Usage {
  return { ...frame(price, LOGGED.connection), message: 0, write: price.writes };
}

/** A message, without its posts; who sends it waits for those that it makes itself. */
function sent(price: Price, members: number, { posts, jobs }: RoomTraffic): Usage {
  const own = jobs === 0 ? members : 0;
  return {
    ...frame(price, LOGGED.send),
    read: price.reads - 1 + Math.max(1, own / ROWS_A_READ),
    gigabyteSecond: (2 * CALL + (jobs === 0 ? (members * posts) / SENDER_RATE : 0)) * SENDER,
  };
}

function worker(members: number, { posts, jobs, calls, worked }: RoomTraffic): Usage {
  return {
    queueRequest: jobs * REQUESTS,
    call: calls,
    gigabyteSecond: (worked / 1_000) * SENDER,
    read: calls * NO_NEWS + (jobs > 0 ? posts * (NEWS + members / ROWS_A_READ) : 0),
    write: jobs > 0 ? posts : 0,
    loggedByte: calls * LOGGED.worker,
  };
}

function times(count: number, usage: Usage): Usage {
  return Object.fromEntries(Object.entries(usage).map(([name, each]) => [name, count * each]));
}

/** The same as one usage. */
export function sum(usages: readonly Usage[]): Usage {
  const total: Record<string, number> = {};
  for (const usage of usages)
    for (const [name, count] of Object.entries(usage)) total[name] = (total[name] ?? 0) + count;
  return total;
}

function missing(name: string): never {
  throw new Error(`PROTOCOL.md has no price of ${name}.`);
}
