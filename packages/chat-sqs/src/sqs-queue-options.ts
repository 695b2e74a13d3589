import type { SQSClientConfig } from '@aws-sdk/client-sqs';

/** Where a queue is. */
export interface SqsQueueOptions {
  /** The URL of a FIFO queue. */
  readonly queueUrl: string;
  /** Passed to the SDK's client: region, credentials, endpoint, … Three attempts of 3 s unless it says otherwise. */
  readonly client?: SQSClientConfig;
}
