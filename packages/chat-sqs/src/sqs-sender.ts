import {
  SendMessageBatchCommand,
  SQSClient,
  type SendMessageBatchRequestEntry,
  type SendMessageBatchResult,
} from '@aws-sdk/client-sqs';
import type { SqsBroadcastQueueOptions } from './sqs-broadcast-queue.js';

/** Offers a batch to SQS. */
export interface SqsSender {
  send(entries: readonly SendMessageBatchRequestEntry[]): Promise<SendMessageBatchResult>;
  close(): void;
}

/** A sender by the SDK's client. In a file of its own, which is loaded for the first job. */
export function openSender({ queueUrl, client = {} }: SqsBroadcastQueueOptions): SqsSender {
  const sqs = new SQSClient({ maxAttempts: 3, ...client });
  return {
    send: (entries) => sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: [...entries] })),
    close: () => sqs.destroy(),
  };
}
