import type { ChangeMessageVisibilityBatchRequestEntry } from '@aws-sdk/client-sqs';
import { ChatError } from '@serverless-ws/chat-domain';
import { inBatches, LazyConnection } from './lazy-connection.js';
import type { SqsQueueOptions } from './sqs-queue-options.js';

/** Seconds before the second delivery, and at most. */
const FIRST = 2;
const LONGEST = 120;

/** A message as SQS has delivered it. */
export interface ReceivedMessage {
  readonly receiptHandle: string;
  /** Deliveries so far, this one included: `ApproximateReceiveCount`. */
  readonly receives: number;
}

/**
 * Has SQS soon redeliver the messages that a worker could not process. The queue's visibility timeout, the default,
 * exceeds a worker's longest run: the members of a shard would receive nothing for minutes.
 */
export class SqsBackoff {
  readonly #connection: LazyConnection;

  constructor(options: SqsQueueOptions) {
    this.#connection = new LazyConnection(options);
  }

  /**
   * Hides messages for 2 s after the first delivery, twice as long after each further one, 120 s at most.
   *
   * @throws ChatError `unavailable` where SQS does not accept that; they stay hidden for the queue's visibility timeout
   */
  async handBack(messages: readonly ReceivedMessage[]): Promise<void> {
    await inBatches(messages, async (batch) => {
      const rejected = await this.#hide(batch.map(entry));
      if (rejected.size > 0)
        throw new ChatError('unavailable', 'The broadcast queue did not take back every job.');
    });
  }

  /** Closes the connections to SQS. */
  async close(): Promise<void> {
    await this.#connection.close();
  }

  async #hide(entries: readonly ChangeMessageVisibilityBatchRequestEntry[]): Promise<ReadonlySet<string>> {
    try {
      return await (await this.#connection.open()).hide(entries);
    } catch (cause) {
      throw new ChatError('unavailable', 'The broadcast queue cannot be reached.', { cause });
    }
  }
}

function entry(
  { receiptHandle, receives }: ReceivedMessage,
  index: number,
): ChangeMessageVisibilityBatchRequestEntry {
  return {
    Id: String(index),
    ReceiptHandle: receiptHandle,
    VisibilityTimeout: Math.min(LONGEST, FIRST * 2 ** (receives - 1)),
  };
}
