import type { SendMessageBatchRequestEntry, SQSClientConfig } from '@aws-sdk/client-sqs';
import { ChatError, type BroadcastJob, type BroadcastQueue } from '@serverless-ws/chat-domain';
import { deduplicationIdOf, formatBroadcastJob, groupOf } from './broadcast-job.js';
import type { SqsSender } from './sqs-sender.js';

/**
 * Messages in one call, at most.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
 */
const BATCH = 10;

/** How often a batch is offered again when SQS took only some of it. */
const ATTEMPTS = 3;

/** Where the queue is. */
export interface SqsBroadcastQueueOptions {
  /** The URL of a FIFO queue. */
  readonly queueUrl: string;
  /** Passed to the SDK's client: region, credentials, endpoint, … Three attempts unless it says otherwise. */
  readonly client?: SQSClientConfig;
}

/**
 * The domain's `BroadcastQueue` on an SQS FIFO queue: a message group for each shard of a room, so that SQS itself
 * hands out the wake-ups of a shard one batch at a time and in order. The SDK is loaded for the first job: most senders
 * never meet a room that large, and their cold start must not pay for it.
 */
export class SqsBroadcastQueue implements BroadcastQueue {
  readonly #options: SqsBroadcastQueueOptions;
  #sender: Promise<SqsSender> | undefined;

  constructor(options: SqsBroadcastQueueOptions) {
    this.#options = options;
  }

  async enqueue(jobs: readonly BroadcastJob[]): Promise<void> {
    const batches: BroadcastJob[][] = [];
    for (let start = 0; start < jobs.length; start += BATCH) batches.push(jobs.slice(start, start + BATCH));
    await Promise.all(batches.map((batch) => this.#send(batch.map(entry))));
  }

  /** Closes the connections to SQS. */
  async close(): Promise<void> {
    (await this.#sender)?.close();
  }

  async #send(entries: readonly SendMessageBatchRequestEntry[]): Promise<void> {
    let left = entries;
    for (let attempt = 1; attempt <= ATTEMPTS && left.length > 0; attempt += 1) {
      const failed = await this.#offer(left);
      left = left.filter(({ Id }) => failed.has(Id));
    }
    if (left.length > 0) throw new ChatError('unavailable', 'The broadcast queue did not take every job.');
  }

  async #offer(entries: readonly SendMessageBatchRequestEntry[]): Promise<ReadonlySet<string | undefined>> {
    try {
      this.#sender ??= loadSender(this.#options);
      const { Failed = [] } = await (await this.#sender).send(entries);
      return new Set(Failed.map(({ Id }) => Id));
    } catch (cause) {
      throw new ChatError('unavailable', 'The broadcast queue cannot be reached.', { cause });
    }
  }
}

async function loadSender(options: SqsBroadcastQueueOptions): Promise<SqsSender> {
  const { openSender } = await import('./sqs-sender.js');
  return openSender(options);
}

function entry(job: BroadcastJob, index: number): SendMessageBatchRequestEntry {
  return {
    Id: String(index),
    MessageBody: formatBroadcastJob(job),
    MessageGroupId: groupOf(job),
    MessageDeduplicationId: deduplicationIdOf(job),
  };
}
