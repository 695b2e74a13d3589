import type { SqsConnection } from './sqs-connection.js';
import type { SqsQueueOptions } from './sqs-queue-options.js';

/**
 * Messages in one call, at most.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
 */
const BATCH = 10;

/** A connection whose SDK is loaded for the first call: most functions never make one, and start without it. */
export class LateConnection {
  readonly #options: SqsQueueOptions;
  #connection: Promise<SqsConnection> | undefined;

  constructor(options: SqsQueueOptions) {
    this.#options = options;
  }

  open(): Promise<SqsConnection> {
    return (this.#connection ??= load(this.#options));
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

/** In parts of what one call may carry. */
export function batched<T>(items: readonly T[]): readonly (readonly T[])[] {
  const batches: T[][] = [];
  for (let start = 0; start < items.length; start += BATCH) batches.push(items.slice(start, start + BATCH));
  return batches;
}
