import type { BroadcastJob, Clock, Logger, StopSignal, Timer } from '@serverless-ws/chat-domain';

import { callsUntil, handBackUntil, type InvocationContext } from '../invocation/in-time.js';
import type { RequestScope } from '../logging/request-scope.js';

/**
 * What the worker reads of an event of an SQS FIFO queue.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export interface QueueEvent {
  readonly Records: readonly QueueRecord[];
}

/** A message of the queue. */
export interface QueueRecord {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: {
    readonly ApproximateReceiveCount: string;
    /** When it was put into the queue, in epoch milliseconds. */
    readonly SentTimestamp: string;
  };
  readonly messageAttributes?: {
    /** The request that it was enqueued for, as the sender's log lines name it. */
    readonly requestId?: { readonly stringValue?: string };
  };
}

/** The records that SQS delivers again. */
export interface QueueAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/**
 * Milliseconds before each further attempt at a shard. Most failures here pass within a second, and meanwhile
 * the notifications of the batch's other shards wait.
 */
const PAUSES = [100, 1_000];

/** Makes the queue deliver messages again soon; `receives` is how often it has delivered one so far. */
export interface Backoff {
  handBack(messages: readonly { readonly receiptHandle: string; readonly receives: number }[]): Promise<void>;
}

/** What {@link queueHandler} needs. */
export interface QueueHandlerPorts {
  /** Reads the body of a record; throws for one that is not a broadcast job. */
  readonly parse: (body: string) => BroadcastJob;
  /** Default: failed records stay hidden for the visibility timeout of the queue. */
  readonly backoff?: Backoff | undefined;
  readonly scope: RequestScope;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly logger: Logger;
}

/** What is done for each shard. */
export interface QueueWork {
  execute(job: BroadcastJob, signal: StopSignal): Promise<void>;
  /** How log lines call it that it was done, and that it failed. */
  readonly lines: { readonly done: string; readonly failed: string };
}

/** The notifications of one shard in one epoch, as one job, and the records they came in. */
interface ShardBatch {
  readonly job: BroadcastJob;
  readonly records: readonly QueueRecord[];
}

/**
 * Runs the worker once per shard, for its whole batch, all shards concurrently. A shard that fails, or does not end
 * before Lambda ends the function, is delivered again soon with all its records, so that its order stays; the others
 * are done.
 */
export function queueHandler(dependencies: QueueHandlerPorts, worker: QueueWork) {
  const { logger, scope } = dependencies;
  return async (event: QueueEvent, context: InvocationContext): Promise<QueueAnswer> => {
    const [deadline, end] = [callsUntil(context), handBackUntil(context)];
    const signal = AbortSignal.timeout(Math.max(0, Math.ceil(deadline - Date.now())));
    const left = new Set(batchesOf(event.Records, dependencies));
    const work = [...left].map(async (batch) => {
      const done = scope.until(deadline, () => isDone(batch, signal, worker, dependencies));
      if (await done) left.delete(batch);
    });
    await Promise.race([Promise.all(work), aborted(signal)]);
    const records = [...left].flatMap((batch) => batch.records);
    await scope.run({ requestId: requestIdsOf(records) }, async () => {
      if (signal.aborted) logger.warn('not done in time', { shards: left.size });
      if (records.length > 0) await scope.until(end, () => handBack(records, dependencies));
    });
    return { batchItemFailures: records.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
}

/** Does the work for a shard; retries failures. */
async function isDone(
  { job, records }: ShardBatch,
  signal: AbortSignal,
  worker: QueueWork,
  { clock, logger, scope, timer }: QueueHandlerPorts,
): Promise<boolean> {
  const { room, shard, seqs } = job;
  const requestId = requestIdsOf(records);
  return scope.run({ room, shard, through: Math.max(...seqs), requestId }, async () => {
    for (const pause of [...PAUSES, null]) {
      try {
        await worker.execute(job, signal);
        logger.info(worker.lines.done, { ms: clock.now() - firstSent(records) });
        return true;
      } catch (error) {
        if (pause === null || signal.aborted) {
          logger.error(worker.lines.failed, error);
          return false;
        }
        await timer.wait(pause);
      }
    }
    return false;
  });
}

/** The requests that these were enqueued for, with a space between; `undefined` where none is named. */
function requestIdsOf(records: readonly QueueRecord[]): string | undefined {
  const ids = new Set(records.map(({ messageAttributes }) => messageAttributes?.requestId?.stringValue));
  ids.delete(undefined);
  return ids.size === 0 ? undefined : [...ids].join(' ');
}

/** When the oldest of these was put into the queue: its recipients have waited since. */
function firstSent(records: readonly QueueRecord[]): number {
  return Math.min(...records.map(({ attributes }) => Number(attributes.SentTimestamp)));
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

async function handBack(
  records: readonly QueueRecord[],
  { backoff, logger }: QueueHandlerPorts,
): Promise<void> {
  try {
    await backoff?.handBack(
      records.map(({ receiptHandle, attributes }) => ({
        receiptHandle,
        receives: Number(attributes.ApproximateReceiveCount),
      })),
    );
  } catch (error) {
    logger.error('notifications stay hidden for as long as the queue says', error);
  }
}

/** A record that is not a valid job never becomes one: it is logged and dropped. */
function batchesOf(records: QueueEvent['Records'], dependencies: QueueHandlerPorts): readonly ShardBatch[] {
  const batches = new Map<string, ShardBatch>();
  for (const record of records) {
    const job = read(record, dependencies);
    if (job === null) continue;
    const key = JSON.stringify([job.room, job.shard, job.epoch]);
    const batch = batches.get(key);
    const seqs = [...(batch?.job.seqs ?? []), ...job.seqs];
    batches.set(key, { job: { ...job, seqs }, records: [...(batch?.records ?? []), record] });
  }
  return [...batches.values()];
}

function read(record: QueueRecord, { parse, logger }: QueueHandlerPorts): BroadcastJob | null {
  const { messageId, body } = record;
  try {
    return parse(body);
  } catch (error) {
    logger.error('not a broadcast job', error, { messageId, requestId: requestIdsOf([record]) });
    return null;
  }
}
