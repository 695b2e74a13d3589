import { ServiceError } from '../service-error.js';
import type { QueueDefinition } from '../serverless-file/deployment.js';
import type { PolledQueue } from './queue-poller.js';
import type { QueueRecord } from './queue-record.js';
import { startQueueEngine } from './queue-engine.js';
import { queueUrl } from './queue-url.js';

/** The queues of a service on a local SQS. */
export interface LocalQueues {
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  /** The address of a queue. */
  url(name: string): string;
  /** A queue as a poller sees it. */
  polled(arn: string): PolledQueue;
  close(): Promise<void>;
}

const REGION = 'us-east-1';
/** Seconds that a poller waits for a message: as Lambda's do, at most. */
const LONG_POLL = 20;

/**
 * Makes the queues, in the order given.
 * @param given - the address of an SQS; without it, one is started on 127.0.0.1
 */
export async function startLocalQueues(
  queues: readonly QueueDefinition[],
  given?: string,
): Promise<LocalQueues> {
  const engine =
    given === undefined ? await startQueueEngine() : { endpoint: given, close: async () => undefined };
  const { endpoint, close } = engine;
  const url = (name: string) => queueUrl(endpoint, name);
  try {
    for (const { name, attributes } of queues) {
      await call(endpoint, 'CreateQueue', { QueueName: name, Attributes: attributes });
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    endpoint,
    url,
    polled: (arn) => polledQueue(endpoint, arn, url(arn.split(':').at(-1) ?? '')),
    close,
  };
}

function polledQueue(endpoint: string, arn: string, QueueUrl: string): PolledQueue {
  return {
    receive: async (most, signal) => {
      const asked = {
        QueueUrl,
        MaxNumberOfMessages: most,
        WaitTimeSeconds: LONG_POLL,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      };
      const { Messages = [] } = await call(endpoint, 'ReceiveMessage', asked, signal);
      return Messages.map((message) => recordOf(message, arn));
    },
    remove: async (records) => {
      const Entries = records.map(({ receiptHandle }, at) => ({ Id: `${at}`, ReceiptHandle: receiptHandle }));
      await call(endpoint, 'DeleteMessageBatch', { QueueUrl, Entries });
    },
  };
}

/** What is read of an answer. */
interface Answer {
  readonly Messages?: readonly Message[];
}

/** A message in SQS's own words. */
interface Message {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttribute>>;
}

interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

/** By hand: the AWS SDK would cost the start more than the three calls do. */
async function call(endpoint: string, action: string, input: object, signal?: AbortSignal): Promise<Answer> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': `AmazonSQS.${action}` },
    body: JSON.stringify(input),
    ...(signal !== undefined && { signal }),
  });
  if (!response.ok)
    throw new ServiceError('engine_refused', `SQS refuses ${action}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

function recordOf(message: Message, eventSourceARN: string): QueueRecord {
  const attributes = Object.entries(message.MessageAttributes ?? {});
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(attributes.map(([name, one]) => [name, recordAttribute(one)])),
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN,
    awsRegion: REGION,
  };
}

/** Lambda begins these names with a small letter, SQS with a capital. */
function recordAttribute({ DataType, StringValue, BinaryValue }: MessageAttribute) {
  return {
    dataType: DataType,
    ...(StringValue !== undefined && { stringValue: StringValue }),
    ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
  };
}
