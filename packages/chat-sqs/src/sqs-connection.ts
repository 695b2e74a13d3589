import {
  ChangeMessageVisibilityBatchCommand,
  SendMessageBatchCommand,
  SQSClient,
  type ChangeMessageVisibilityBatchRequestEntry,
  type SendMessageBatchRequestEntry,
} from '@aws-sdk/client-sqs';
import type { SqsQueueOptions } from './sqs-queue-options.js';

/** The calls to one queue; each returns the `Id`s of the entries that SQS did not accept. */
export interface SqsConnection {
  send(entries: readonly SendMessageBatchRequestEntry[]): Promise<ReadonlySet<string>>;
  hide(entries: readonly ChangeMessageVisibilityBatchRequestEntry[]): Promise<ReadonlySet<string>>;
  close(): void;
}

/** The part of a response that is read. */
interface BatchResult {
  readonly Failed?: readonly { readonly Id?: string | undefined }[] | undefined;
}

/** Milliseconds. Three tries of one call end well within the timeout of a Lambda that makes the call last. */
const TIMEOUTS = { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true };

/** The calls by the SDK's client. A file of its own, loaded for the first call. */
export function connect({ queueUrl: QueueUrl, client = {} }: SqsQueueOptions): SqsConnection {
  const sqs = new SQSClient({ maxAttempts: 3, requestHandler: TIMEOUTS, ...client });
  return {
    send: async (entries) =>
      rejectedIds(await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: [...entries] }))),
    hide: async (entries) =>
      rejectedIds(
        await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries: [...entries] })),
      ),
    close: () => sqs.destroy(),
  };
}

function rejectedIds({ Failed = [] }: BatchResult): ReadonlySet<string> {
  return new Set(Failed.map(({ Id = '' }) => Id));
}
