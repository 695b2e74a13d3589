import type { SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs';
import { ChatError, type BroadcastJob, type BroadcastQueue } from '@serverless-ws/chat-domain';
import { deduplicationIdOf, formatBroadcastJob, groupOf } from './broadcast-job.js';
import { inBatches, LazyConnection } from './lazy-connection.js';
import type { SqsQueueOptions } from './sqs-queue-options.js';

/** How often a batch is sent again when SQS accepted only some of it. */
const ATTEMPTS = 3;

/**
 * The domain's `BroadcastQueue` on an SQS FIFO queue: a message group for each shard of a room, so that SQS itself
 * delivers the notifications of a shard one batch at a time and in order.
 */
export class SqsBroadcastQueue implements BroadcastQueue {
  readonly #connection: LazyConnection;

  constructor(options: SqsQueueOptions) {
    this.#connection = new LazyConnection(options);
  }

  async enqueue(jobs: readonly BroadcastJob[]): Promise<void> {
    await inBatches(jobs, (batch) => this.#send(batch.map(entry)));
  }

  /** Closes the connections to SQS. */
  async close(): Promise<void> {
    await this.#connection.close();
  }

  async #send(entries: readonly Entry[]): Promise<void> {
    let left = entries;
    for (let attempt = 1; attempt <= ATTEMPTS && left.length > 0; attempt += 1) {
      const rejected = await this.#offer(left);
      left = left.filter(({ Id }) => rejected.has(Id));
    }
    if (left.length > 0) throw new ChatError('unavailable', 'The broadcast queue did not take every job.');
  }

  async #offer(entries: readonly Entry[]): Promise<ReadonlySet<string>> {
    try {
      return await (await this.#connection.open()).send(entries);
    } catch (cause) {
      throw new ChatError('unavailable', 'The broadcast queue cannot be reached.', { cause });
    }
  }
}

type Entry = SendMessageBatchRequestEntry & { readonly Id: string };

function entry(job: BroadcastJob, index: number): Entry {
  return {
    Id: String(index),
    MessageBody: formatBroadcastJob(job),
    MessageGroupId: groupOf(job),
    MessageDeduplicationId: deduplicationIdOf(job),
  };
}
