import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { DeployedEventSource, QueueDefinition } from '../serverless-file/deployment.js';
import { EventSources, type EventSourcesOptions } from './event-sources.js';
import type { QueueRecord } from './queue-record.js';

const arn = 'arn:aws:sqs:us-east-1:000000000000:jobs.fifo';
const queues = (VisibilityTimeout: string, DelaySeconds = '0'): readonly QueueDefinition[] => [
  { name: 'dead.fifo', attributes: { FifoQueue: 'true' } },
  {
    name: 'jobs.fifo',
    attributes: {
      FifoQueue: 'true',
      VisibilityTimeout,
      DelaySeconds,
      RedrivePolicy: JSON.stringify({ maxReceiveCount: 5, deadLetterTargetArn: arn.replace('jobs', 'dead') }),
    },
  },
];
const source: DeployedEventSource = {
  functionName: 'worker',
  arn,
  batchSize: 10,
  maximumConcurrency: 2,
  reportsItemFailures: true,
};

describe('a function that is fed from a queue', () => {
  const ends: (() => unknown)[] = [];

  async function open(
    invoke: (name: string, records: readonly QueueRecord[]) => Promise<unknown>,
    visibility = '30',
    delay = '0',
  ) {
    const log: string[] = [];
    const options: EventSourcesOptions = {
      invoke: (name, event) => invoke(name, (event as { Records: readonly QueueRecord[] }).Records),
      log: (name, text) => log.push(`${name} ${text}`),
    };
    const sources = await EventSources.open(queues(visibility, delay), options);
    ends.push(() => sources.close());
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const client = new SQSClient({ endpoint: sources.endpoint ?? '', region: 'us-east-1', credentials });
    ends.push(() => client.destroy());
    const send = (body: string, group = 'g') =>
      client.send(
        new SendMessageCommand({
          QueueUrl: sources.url?.('jobs.fifo'),
          MessageBody: body,
          MessageGroupId: group,
          MessageDeduplicationId: body,
        }),
      );
    return { sources, client, send, log };
  }

  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  it('gets records as Lambda gives them, by name', async () => {
    const events: (readonly [string, readonly QueueRecord[]])[] = [];
    let worked = () => {};
    const done = new Promise<void>((resolve) => (worked = resolve));
    const { sources, send } = await open(async (...event) => {
      events.push(event);
      worked();
    });
    sources.connect([source]);
    await send('hello', 'tea#0');
    await done;

    expect(events).toMatchObject([
      [
        'worker',
        [
          {
            body: 'hello',
            eventSource: 'aws:sqs',
            eventSourceARN: arn,
            attributes: { MessageGroupId: 'tea#0', ApproximateReceiveCount: '1' },
          },
        ],
      ],
    ]);
  });

  it('gets the messages of a group one after the other, those of others meanwhile', async () => {
    const order: string[] = [];
    let first = () => {};
    let last = () => {};
    const held = new Promise<void>((resolve) => (first = resolve));
    const done = new Promise<void>((resolve) => (last = resolve));
    const { sources, send } = await open(async (_, records) => {
      const bodies = records.map(({ body }) => body);
      order.push(...bodies);
      if (bodies.includes('h1')) first();
      if (bodies.includes('g1')) await held;
      if (bodies.includes('g2')) last();
    });
    sources.connect([source]);
    await send('g1', 'g');
    await send('g2', 'g');
    await send('h1', 'h');
    await done;

    expect(order.indexOf('g2')).toBe(2);
  });

  it('gets each message no sooner than the delay of its queue, those of a group in order', async () => {
    const waited: (readonly [string, number])[] = [];
    let worked = () => {};
    const done = new Promise<void>((resolve) => (worked = resolve));
    const { sources, send } = await open(
      async (_, records) => {
        const now = Date.now();
        for (const { body, attributes } of records)
          waited.push([body, now - Number(attributes['SentTimestamp'])]);
        if (waited.length === 2) worked();
      },
      '30',
      '1',
    );
    sources.connect([source]);
    await send('first', 'tea#0');
    await send('second', 'tea#0');
    await done;

    expect(waited.map(([body]) => body)).toEqual(['first', 'second']);
    expect(Math.min(...waited.map(([, milliseconds]) => milliseconds))).toBeGreaterThanOrEqual(1_000);
  });

  it('is handed a message five times, then it is a dead letter, and the next of its group has its turn', async () => {
    const attempts: string[] = [];
    let next = () => {};
    const done = new Promise<void>((resolve) => (next = resolve));
    const { sources, client, send, log } = await open(async (_, [record]) => {
      attempts.push(record?.body ?? '');
      if (record?.body === 'poison') throw new Error('no');
      next();
    }, '0');
    await send('poison');
    await send('good');
    sources.connect([{ ...source, maximumConcurrency: 1 }]);
    await done;
    const dead = await client.send(
      new GetQueueAttributesCommand({
        QueueUrl: sources.url?.('dead.fifo'),
        AttributeNames: ['ApproximateNumberOfMessages'],
      }),
    );

    expect(attempts).toEqual([...Array<string>(5).fill('poison'), 'good']);
    expect(log).toEqual(Array(5).fill('worker a batch failed: no\n'));
    expect(dead.Attributes).toEqual({ ApproximateNumberOfMessages: '1' });
  });

  it('misses nothing when it is deployed again', async () => {
    let worked = () => {};
    const bodies: string[] = [];
    const { sources, send } = await open(async (_, records) => {
      bodies.push(...records.map(({ body }) => body));
      worked();
    });
    for (const body of ['a', 'b', 'c']) {
      const done = new Promise<void>((resolve) => (worked = resolve));
      sources.connect([source]);
      await send(body);
      await done;
    }

    expect(bodies).toEqual(['a', 'b', 'c']);
  });

  it('is fed from an SQS that only programs of this machine can reach', async () => {
    const { sources } = await open(() => Promise.resolve());
    // All addresses under 127 are this machine; a server on all interfaces would answer here, too.
    const other = connect(Number(new URL(sources.endpoint ?? '').port), '127.0.0.2');
    const refused = await new Promise((resolve) => {
      other.once('connect', () => resolve(false));
      other.once('error', () => resolve(true));
    });
    other.destroy();

    expect(sources.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(refused).toBe(true);
    const page = { method: 'POST', headers: { origin: 'https://evil.example' } };
    expect((await fetch(sources.endpoint ?? '', page)).status).toBe(403);
  });

  it('ends at once where it waits for messages of an SQS that is not its own', async () => {
    let polled = () => {};
    let polls = 0;
    const twice = new Promise<void>((resolve) => (polled = () => (polls += 1) === 2 && resolve()));
    // It makes queues, and never has a message.
    const given = createServer(({ headers }, response) => {
      if (headers['x-amz-target'] !== 'AmazonSQS.ReceiveMessage') response.end('{}');
      else polled();
    });
    await new Promise<void>((resolve) => given.listen(0, '127.0.0.1', resolve));
    ends.push(
      () => given.closeAllConnections(),
      () => given.close(),
    );
    const endpoint = `http://127.0.0.1:${(given.address() as AddressInfo).port}`;
    const log: string[] = [];
    const sources = await EventSources.open(queues('30'), {
      invoke: () => Promise.resolve(),
      log: (_, text) => log.push(text),
      endpoint,
    });
    // Those of the first deployment still wait, too.
    sources.connect([{ ...source, maximumConcurrency: 1 }]);
    sources.connect([{ ...source, maximumConcurrency: 1 }]);
    await twice;
    await sources.close();

    expect(log).toEqual([]);
  });
});

describe('without a queue', () => {
  it('there is no SQS', async () => {
    const options = { invoke: () => Promise.resolve(), log: () => undefined };
    const sources = await EventSources.open([], options);
    sources.connect([]);

    expect([sources.endpoint, sources.url]).toEqual([undefined, undefined]);
    await sources.close();
  });
});
