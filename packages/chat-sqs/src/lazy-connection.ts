import type { SqsConnection } from './sqs-connection.js';
import type { SqsQueueOptions } from './sqs-queue-options.js';

/**
 * Messages in one call, at most.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
 */
const BATCH = 10;

/** A connection whose SDK is loaded for the first call: most functions never make one, and start without it. */
export class LazyConnection {
  readonly #options: SqsQueueOptions;
  #connection: Promise<SqsConnection> | undefined;

  constructor(options: SqsQueueOptions) {
    this.#options = options;
  }

  /** Rejects where the SDK could not be loaded; the next call tries again. */
  async open(): Promise<SqsConnection> {
    try {
      return await (this.#connection ??= load(this.#options));
    } catch (error) {
      this.#connection = undefined;
      throw error;
    }
  }

  /** Closes what was opened. */
  async close(): Promise<void> {
    (await this.#connection)?.close();
  }
}

async function load(options: SqsQueueOptions): Promise<SqsConnection> {
  const { connect } = await import('./sqs-connection.js');
  return connect(options);
}

/**
 * Splits messages into batches of the size limit, one call each. Rejects with the first failure, but not before all
 * calls have ended: after a rejection, Lambda may freeze the process with calls still in flight.
 */
export async function inBatches<T>(
  items: readonly T[],
  call: (batch: readonly T[]) => Promise<void>,
): Promise<void> {
  const batches: T[][] = [];
  for (let start = 0; start < items.length; start += BATCH) batches.push(items.slice(start, start + BATCH));
  const results = await Promise.allSettled(batches.map(call));
  const failure = results.find((result) => result.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}
