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

/** Milliseconds of each attempt: until there is a connection, the head of the response, the next byte of it. */
const TIMEOUTS = {
  ...{ connectionTimeout: 1_000, requestTimeout: 1_000, socketTimeout: 1_000 },
  throwOnRequestTimeout: true,
};

/** The calls by the SDK's client. A file of its own, loaded for the first call. */
export function connect({
  queueUrl: QueueUrl,
  client = {},
  deadline,
  requestId,
}: SqsQueueOptions): SqsConnection {
  const sqs = new SQSClient({ maxAttempts: 3, requestHandler: TIMEOUTS, ...client });
  return {
    send: async (entries) => {
      const attributes = attributesOf(requestId?.());
      const Entries = entries.map((entry) => ({ ...entry, ...attributes }));
      return inTime(deadline, (options) =>
        sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }), options),
      );
    },
    hide: async (entries) =>
      inTime(deadline, (options) =>
        sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries: [...entries] }), options),
      ),
    close: () => sqs.destroy(),
  };
}

/** SQS takes no empty text for an attribute. */
function attributesOf(
  requestId: string | undefined,
): Pick<SendMessageBatchRequestEntry, 'MessageAttributes'> {
  if (requestId === undefined || requestId === '') return {};
  return { MessageAttributes: { requestId: { DataType: 'String', StringValue: requestId } } };
}

/** Gives a call up at the deadline, whatever arrives of its response: an attempt's timeouts cover no slow trickle. */
async function inTime(
  deadline: SqsQueueOptions['deadline'],
  call: (options?: { readonly abortSignal: AbortSignal }) => Promise<BatchResult>,
): Promise<ReadonlySet<string>> {
  const left = deadline === undefined ? Infinity : deadline() - Date.now();
  if (left === Infinity) return rejectedIds(await call());
  const abortSignal = AbortSignal.timeout(Math.max(0, Math.floor(left)));
  abortSignal.throwIfAborted();
  const late = new Promise<never>((_, reject) => {
    abortSignal.addEventListener('abort', () => reject(abortSignal.reason), { once: true });
  });
  return rejectedIds(await Promise.race([call({ abortSignal }), late]));
}

function rejectedIds({ Failed = [] }: BatchResult): ReadonlySet<string> {
  return new Set(Failed.map(({ Id = '' }) => Id));
}
