import { buildApp } from 'fauxqs';
import { ServiceError } from '../service-error.js';
import type { QueueDefinition } from '../serverless-file/deployment.js';
import type { PolledQueue } from './queue-poller.js';
import type { QueueRecord } from './queue-record.js';

/** An SQS on loopback. */
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
const ACCOUNT = '000000000000';
/** Longer than a container sleeps, so that no kept-alive connection dies while its owner is frozen. */
const KEEP_ALIVE = 3_600_000;
/** Seconds that a poller waits for a message: as Lambda's do, at most. */
const LONG_POLL = 20;

/** Starts fauxqs on 127.0.0.1 and makes the queues, in the order given. */
export async function startLocalQueues(queues: readonly QueueDefinition[]): Promise<LocalQueues> {
  const app = buildApp({ logger: false });
  app.server.keepAliveTimeout = KEEP_ALIVE;
  // It knows its queues by a host name that no machine can resolve; everybody here calls them by the address.
  app.addHook('preHandler', async ({ body }) => {
    if (isAboutQueue(body))
      body.QueueUrl = body.QueueUrl.replace('//127.0.0.1:', `//sqs.${REGION}.localhost:`);
  });
  const endpoint = await app.listen({ port: 0, host: '127.0.0.1' });
  const url = (name: string) => `${endpoint}/${ACCOUNT}/${name}`;
  for (const { name, attributes } of queues) {
    await call(endpoint, 'CreateQueue', { QueueName: name, Attributes: attributes });
  }
  return {
    endpoint,
    url,
    polled: (arn) => polledQueue(endpoint, arn, url(arn.split(':').at(-1) ?? '')),
    close: () => app.close(),
  };
}

function isAboutQueue(body: unknown): body is { QueueUrl: string } {
  return typeof body === 'object' && body !== null && 'QueueUrl' in body && typeof body.QueueUrl === 'string';
}

function polledQueue(endpoint: string, arn: string, QueueUrl: string): PolledQueue {
  return {
    receive: async (most) => {
      const { Messages = [] } = await call(endpoint, 'ReceiveMessage', {
        QueueUrl,
        MaxNumberOfMessages: most,
        WaitTimeSeconds: LONG_POLL,
        MessageSystemAttributeNames: ['All'],
      });
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
}

/** By hand: the AWS SDK would cost `npm start` more than the three calls do. */
async function call(endpoint: string, action: string, input: object): Promise<Answer> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': `AmazonSQS.${action}` },
    body: JSON.stringify(input),
  });
  if (!response.ok)
    throw new ServiceError('engine_refused', `SQS refuses ${action}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

function recordOf(message: Message, eventSourceARN: string): QueueRecord {
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: {},
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN,
    awsRegion: REGION,
  };
}
