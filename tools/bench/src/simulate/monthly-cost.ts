import type { LargeRoom, RoomForecast } from './large-room.js';

/** US dollars, us-east-1, as docs/deploy.md has them; SQS: https://aws.amazon.com/sqs/pricing/ (FIFO). */
const PRICES = {
  post: 1 / 1e6,
  connectionMinute: 0.25 / 1e6,
  write: 0.625 / 1e6,
  read: 0.125 / 1e6,
  gigabyteSecond: 0.0000133334,
  call: 0.2 / 1e6,
  queueRequest: 0.5 / 1e6,
};

const MONTH = 730 * 3_600;
/** Gigabytes of a worker, as serverless.yml has them. */
const WORKER_MEMORY = 1;
/** Bytes of a member's row at most, and of what DynamoDB counts as one read. */
const ROW = 100;
const READ = 4_096;
/** Reads of a call besides members and news: the head and the cursor. */
const READS_A_CALL = 2;
/** A message takes a position, leaves a record, and is put there. */
const WRITES_A_MESSAGE = 3;
/** Messages that SQS takes in one request. */
const QUEUE_BATCH = 10;

/** What a month of a room costs, in dollars. */
export interface MonthlyCost {
  /** Every user stays connected all month. */
  readonly connections: number;
  readonly posts: number;
  /** Workers, table and queue together. */
  readonly rest: number;
}

/** The bill of a room that goes on like that for a month, without its senders' own calls. */
export function monthlyCost(room: LargeRoom, { shards, ...per }: RoomForecast, bytes: number): MonthlyCost {
  const worker =
    per.busy * room.workers * WORKER_MEMORY * PRICES.gigabyteSecond + per.callsPerSecond * PRICES.call;
  const news = Math.ceil((room.messagesPerPost * bytes) / READ);
  const reads = (per.postsPerSecond * ROW) / READ + per.callsPerSecond * (READS_A_CALL + news);
  const writes = room.rate * WRITES_A_MESSAGE + per.callsPerSecond;
  const requests = room.rate * Math.ceil(shards / QUEUE_BATCH) + 2 * per.callsPerSecond;
  const table = reads * PRICES.read + writes * PRICES.write;
  return {
    connections: room.members * (MONTH / 60) * PRICES.connectionMinute,
    posts: per.postsPerSecond * MONTH * PRICES.post,
    rest: (worker + table + requests * PRICES.queueRequest) * MONTH,
  };
}
