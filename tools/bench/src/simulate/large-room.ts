/** A room so large that only workers reach every member, and what they are given. */
export interface LargeRoom {
  readonly members: number;
  /** Members that a shard holds when the room grows. */
  readonly membersPerShard: number;
  /** Messages a second in this room. */
  readonly rate: number;
  readonly workers: number;
  /** Posts a second of one worker. */
  readonly workerRate: number;
  /** Messages that fit into one post. */
  readonly messagesPerPost: number;
  /** Notifications that a worker is given at once, at most. */
  readonly batch: number;
  /** Seconds that each call of a worker takes besides its posts. */
  readonly overhead: number;
}

/** How a room fares. Times in seconds, from a message to a shard's last member. */
export interface RoomForecast {
  readonly shards: number;
  readonly postsPerSecond: number;
  readonly median: number;
  readonly p99: number;
  /** Calls of workers a second, those included that find their news sent. */
  readonly callsPerSecond: number;
  /** The part of the workers' time that is taken. */
  readonly busy: number;
}

interface Shard {
  /** The messages that its members were sent. */
  sent: number;
  /** The messages whose notifications were handed out. */
  woken: number;
}

/** Messages simulated at the least, and passes over the whole room. */
const MESSAGES = 30;
const PASSES = 8;

/** The smallest power of two that keeps shards at or below their limit: a room doubles its shards. */
export function shardsOf(members: number, membersPerShard: number): number {
  return 2 ** Math.max(0, Math.ceil(Math.log2(members / membersPerShard)));
}

/** Messages a second above which the workers fall behind for ever. */
export function capacityOf({ members, messagesPerPost, workerRate, workers }: LargeRoom): number {
  return (workers * workerRate * messagesPerPost) / members;
}

/**
 * Plays through what `BroadcastShard` does behind an SQS FIFO queue: the worker that is free first takes the shard whose
 * oldest notification has waited longest, sends everything up to the head of the log, and finds later notifications done.
 */
export function forecast(room: LargeRoom): RoomForecast {
  const { batch, members, messagesPerPost, overhead, workerRate, rate, workers } = room;
  const shards = shardsOf(members, room.membersPerShard);
  const rows = members / shards;
  const pass = members / (workers * workerRate);
  const messages = Math.ceil(Math.max(MESSAGES, PASSES * pass * rate));
  const all: Shard[] = Array.from({ length: shards }, () => ({ sent: 0, woken: 0 }));
  const free = new Float64Array(workers);
  const delays: number[] = [];
  let [posts, calls, busy] = [0, 0, 0];
  for (let shard = oldest(all, messages); shard !== null; shard = oldest(all, messages)) {
    const worker = free.indexOf(Math.min(...free));
    const start = Math.max(free[worker] ?? 0, shard.woken / rate);
    const head = Math.min(messages, Math.floor(start * rate) + 1);
    const notifications = Math.min(shard.woken + batch, head);
    const news = notifications > shard.sent ? head - shard.sent : 0;
    const frames = Math.ceil(news / messagesPerPost);
    const end = start + overhead + (frames * rows) / workerRate;
    for (let seq = shard.sent; seq < shard.sent + news; seq += 1) delays.push(end - seq / rate);
    shard.sent += news;
    shard.woken = notifications;
    free[worker] = end;
    posts += frames * rows;
    calls += 1;
    busy += end - start;
  }
  const duration = Math.max(messages / rate, ...free);
  const late = Float64Array.from(delays).sort();
  const at = (part: number) => late[Math.floor((late.length - 1) * part)] ?? 0;
  return {
    shards,
    postsPerSecond: posts / duration,
    median: at(0.5),
    p99: at(0.99),
    callsPerSecond: calls / duration,
    busy: busy / (duration * workers),
  };
}

/** The shard that has waited longest; `null` when all have had all notifications. */
function oldest(shards: readonly Shard[], messages: number): Shard | null {
  let first: Shard | null = null;
  for (const shard of shards) {
    if (shard.woken < messages && (first === null || shard.woken < first.woken)) first = shard;
  }
  return first;
}
