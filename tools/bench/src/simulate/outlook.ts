import type { ResultRow } from '../report/result-row.js';
import { capacityOf, forecast, type LargeRoom } from './large-room.js';
import { monthlyCost } from './monthly-cost.js';
import type { SimulateOptions } from './simulate-options.js';

/** The part of the quota that workers get; inline broadcasts live in the rest. */
const WORKERS_PART = 0.8;
/** Entries and bytes of a frame at most, as `LIMITS` of the domain has them. */
const ENTRIES = 100;
const FRAME = 31 * 1_024;
const MEMBERS_PER_SHARD = 2_000;
/** Messages that Lambda takes from an SQS FIFO queue at once. */
const BATCH = 10;
/** Seconds for the call, the head, the cursor and the news: an assumption, of a few milliseconds for each on AWS. */
const OVERHEAD = 0.03;
/** vCPUs of a worker with 1,024 MB: 1,769 MB are one. @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
const WORKER_CPU = 1_024 / 1_769;

/**
 * The table of `npm run simulate`.
 * @param cpuOfPost - microseconds
 */
export function outlook(options: SimulateOptions, cpuOfPost: number): readonly ResultRow[] {
  return options.members.flatMap((members) =>
    options.rates.flatMap((rate) => rowsOf(roomOf(members, rate / 60, options), options.bytes, cpuOfPost)),
  );
}

function roomOf(members: number, rate: number, { bytes, quota, workers }: SimulateOptions): LargeRoom {
  return {
    ...{ members, rate, workers, membersPerShard: MEMBERS_PER_SHARD, batch: BATCH, overhead: OVERHEAD },
    workerRate: Math.max(1, Math.floor((WORKERS_PART * quota) / workers)),
    messagesPerPost: Math.max(1, Math.min(ENTRIES, Math.floor(FRAME / bytes))),
  };
}

function rowsOf(room: LargeRoom, bytes: number, cpuOfPost: number): readonly ResultRow[] {
  const { members, workerRate, rate } = room;
  const perMinute = (rate * 60).toLocaleString('en-US', { maximumFractionDigits: 0 });
  const row = `${members.toLocaleString('en-US')} members, ${perMinute} a minute`;
  const figure = (metric: string, value: number, unit = ''): ResultRow => ({
    ...{ suite: 'simulate', row, metric, value, unit },
  });
  const most = figure('carried at most', capacityOf(room) * 60, '1/min');
  if (rate > capacityOf(room)) return [most];
  const future = forecast(room);
  const cost = monthlyCost(room, future, bytes);
  return [
    most,
    figure('shards', future.shards),
    figure('posts', future.postsPerSecond, '1/s'),
    figure('messages a post', (rate * members) / future.postsPerSecond),
    figure('median', future.median, 's'),
    figure('p99', future.p99, 's'),
    figure('workers’ time taken', future.busy * 100, '%'),
    figure('CPU of a worker that posts', ((workerRate * cpuOfPost) / 1e6 / WORKER_CPU) * 100, '%'),
    figure('connections', cost.connections, '$/month'),
    figure('posts sent', cost.posts, '$/month'),
    figure('workers, table, queue', cost.rest, '$/month'),
  ];
}
