import type { BroadcastJob, BroadcastShard, Logger, Timer } from '@serverless-ws/chat-domain';

import type { RequestScope } from '../logging/request-scope.js';

/**
 * What the worker reads of an event of an SQS FIFO queue.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export interface QueueEvent {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[];
}

/** Which records SQS shall hand out again. */
export interface QueueAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/**
 * Milliseconds before each further attempt at a shard. One that fails for good is hidden for the queue's visibility
 * timeout, minutes in which its members hear nothing; most of what fails here has passed in a second.
 */
const PAUSES = [100, 1_000];

/** What {@link broadcastHandler} needs. */
export interface BroadcastHandlerDependencies {
  readonly broadcastShard: BroadcastShard;
  /** Reads the body of a record; throws for one that nobody of us has written. */
  readonly parse: (body: string) => BroadcastJob;
  readonly timer: Timer;
  readonly logger: Logger;
  readonly scope: RequestScope;
}

/** The wake-ups of one shard in one epoch, as one job, and the records they came in. */
interface Pile {
  readonly job: BroadcastJob;
  readonly records: readonly string[];
}

/**
 * Wakes workers up: each shard once, for its whole pile, all shards side by side. A shard that fails is
 * handed out again with all its records, so that its order stays; the others are done.
 */
export function broadcastHandler(dependencies: BroadcastHandlerDependencies) {
  return async ({ Records }: QueueEvent): Promise<QueueAnswer> => {
    const piles = piled(Records, dependencies);
    const failed = await Promise.all(piles.map((pile) => work(pile, dependencies)));
    return { batchItemFailures: failed.flat().map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

async function work(
  { job, records }: Pile,
  { broadcastShard, logger, scope, timer }: BroadcastHandlerDependencies,
): Promise<readonly string[]> {
  const { room, shard, seqs } = job;
  return scope.run({ room, shard, through: Math.max(...seqs) }, async () => {
    for (const pause of [...PAUSES, null]) {
      try {
        await broadcastShard.execute(job);
        return [];
      } catch (error) {
        if (pause === null) logger.error('broadcast failed', error);
        else await timer.wait(pause);
      }
    }
    return records;
  });
}

/** A record that is no job would be no job the next time either: it is logged and let go. */
function piled(records: QueueEvent['Records'], dependencies: BroadcastHandlerDependencies): readonly Pile[] {
  const piles = new Map<string, Pile>();
  for (const { messageId, body } of records) {
    const job = read(body, messageId, dependencies);
    if (job === null) continue;
    const key = JSON.stringify([job.room, job.shard, job.epoch]);
    const pile = piles.get(key);
    const seqs = [...(pile?.job.seqs ?? []), ...job.seqs];
    piles.set(key, { job: { ...job, seqs }, records: [...(pile?.records ?? []), messageId] });
  }
  return [...piles.values()];
}

function read(
  body: string,
  messageId: string,
  { parse, logger }: BroadcastHandlerDependencies,
): BroadcastJob | null {
  try {
    return parse(body);
  } catch (error) {
    logger.error('not a broadcast job', error, { messageId });
    return null;
  }
}
