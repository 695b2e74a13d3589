import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { BroadcastJob } from '@serverless-ws/chat-domain';
import { startFauxqs } from 'fauxqs';
import { partialSqs, type PartialSqs } from '../test/partial-sqs.js';
import { parseBroadcastJob } from './broadcast-job.js';
import { SqsBroadcastQueue } from './sqs-broadcast-queue.js';

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

function notification(shard: number, seq: number): BroadcastJob {
  return { room: 'lobby', shard, epoch: 'e1', seqs: [seq] };
}

describe('a broadcast queue on SQS FIFO', () => {
  let engine: Awaited<ReturnType<typeof startFauxqs>>;
  let reader: SQSClient;
  let queue: SqsBroadcastQueue;
  let queueUrl: string;

  beforeEach(async () => {
    engine = await startFauxqs({ port: 0, logger: false });
    const attributes = { FifoQueue: 'true', VisibilityTimeout: '30' };
    ({ queueUrl } = engine.createQueue('broadcast.fifo', { attributes }));
    const client = { endpoint: engine.address, region: 'us-east-1', credentials };
    reader = new SQSClient(client);
    queue = new SqsBroadcastQueue({ queueUrl, client });
  });

  afterEach(async () => {
    await queue.close();
    reader.destroy();
    await engine.stop();
  });

  async function receive(): Promise<readonly BroadcastJob[]> {
    const command = new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 });
    const { Messages = [] } = await reader.send(command);
    for (const { ReceiptHandle } of Messages) {
      await reader.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
    }
    return Messages.map(({ Body = '' }) => parseBroadcastJob(Body));
  }

  async function drain(): Promise<readonly BroadcastJob[]> {
    const jobs: BroadcastJob[] = [];
    for (let batch = await receive(); batch.length > 0; batch = await receive()) jobs.push(...batch);
    return jobs;
  }

  it('delivers every job, also more than one call may carry', async () => {
    const jobs = Array.from({ length: 32 }, (_, shard) => notification(shard, 7));
    await queue.enqueue(jobs);
    expect([...(await drain())].sort((a, b) => a.shard - b.shard)).toEqual(jobs);
  });

  it('keeps the order within a shard', async () => {
    for (let seq = 1; seq <= 12; seq += 1) await queue.enqueue([notification(0, seq)]);
    expect((await drain()).flatMap(({ seqs }) => seqs)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('delivers a duplicate notification once', async () => {
    await queue.enqueue([notification(0, 1)]);
    await queue.enqueue([notification(0, 1)]);
    expect(await drain()).toEqual([notification(0, 1)]);
  });

  it('is told for which request, which makes no other notification of it', async () => {
    let requestId: string | undefined;
    const client = { endpoint: engine.address, region: 'us-east-1', credentials };
    const traced = new SqsBroadcastQueue({ queueUrl, client, requestId: () => requestId });
    const asked = ['r1', 'r2', undefined, ''];
    for (const [shard, id] of asked.entries()) {
      requestId = id;
      await traced.enqueue([notification(0, 1), notification(1 + shard, 1)]);
    }
    await traced.close();
    const command = new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ['All'],
    });
    const { Messages = [] } = await reader.send(command);
    const ids = Messages.map(({ Body = '', MessageAttributes }) => [
      parseBroadcastJob(Body).shard,
      MessageAttributes?.['requestId']?.StringValue,
    ]);
    expect(ids.sort()).toEqual([
      [0, 'r1'],
      [1, 'r1'],
      [2, 'r2'],
      [3, undefined],
      [4, undefined],
    ]);
  });

  it('does not call at all for no jobs', async () => {
    await queue.enqueue([]);
    expect(await drain()).toEqual([]);
  });

  it('is unavailable when there is no such queue', async () => {
    const client = { endpoint: engine.address, region: 'us-east-1', credentials };
    const nowhere = new SqsBroadcastQueue({ queueUrl: `${queueUrl}x`, client });
    await expect(nowhere.enqueue([notification(0, 1)])).rejects.toMatchObject({
      code: 'unavailable',
      retryable: true,
    });
    await nowhere.close();
  });
});

describe('a queue that fails', () => {
  let sqs: PartialSqs;
  let queue: SqsBroadcastQueue;

  async function rejecting(...behaviour: Parameters<typeof partialSqs>): Promise<void> {
    sqs = await partialSqs(...behaviour);
    queue = new SqsBroadcastQueue(sqs.options);
  }

  afterEach(async () => {
    await queue.close();
    await sqs.close();
  });

  it('is sent again only the entries that it did not accept', async () => {
    await rejecting((id, call) => call === 1 && id === '1');
    await queue.enqueue([notification(0, 1), notification(1, 1), notification(2, 1)]);
    expect(sqs.calls.map((entries) => entries.map(({ Id }) => Id))).toEqual([['0', '1', '2'], ['1']]);
  });

  it('is unavailable when it rejects entries again and again', async () => {
    await rejecting((id) => id === '1');
    await expect(queue.enqueue([notification(0, 1), notification(1, 1)])).rejects.toMatchObject({
      code: 'unavailable',
    });
    expect(sqs.calls).toHaveLength(3);
  });

  it('is unavailable when it does not respond', async () => {
    await rejecting(undefined, () => new Promise(() => {}));
    queue = new SqsBroadcastQueue({ ...sqs.options, client: { ...sqs.options.client, maxAttempts: 1 } });
    await expect(queue.enqueue([notification(0, 1)])).rejects.toMatchObject({ code: 'unavailable' });
  });
});
