import type { SQSClientConfig } from '@aws-sdk/client-sqs';

/** Where a queue is. */
export interface SqsQueueOptions {
  /** The URL of a FIFO queue. */
  readonly queueUrl: string;
  /** Passed to the SDK's client: region, credentials, endpoint, … Three attempts of 1 s unless it says otherwise. */
  readonly client?: SQSClientConfig;
  /** When a call made now must end, in epoch milliseconds; attempts in flight are given up then. Default: never. */
  readonly deadline?: (() => number) | undefined;
  /**
   * The request that a notification is enqueued for, as log lines name it: its message carries that as the attribute
   * `requestId`, which is no part of its identity. Default: none.
   */
  readonly requestId?: (() => string | undefined) | undefined;
}
