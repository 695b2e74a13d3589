import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { startFauxqs } from 'fauxqs';
import { partialSqs, type PartialSqs } from '../test/partial-sqs.js';
import { SqsBackoff } from './sqs-backoff.js';

const received = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ receiptHandle: `r${index}`, receives: index + 1 }));

describe('messages that a worker hands back', () => {
  let sqs: PartialSqs;
  let backoff: SqsBackoff;

  afterEach(async () => {
    await backoff.close();
    await sqs.close();
  });

  async function endpoint(rejects?: (id: string, call: number) => boolean): Promise<void> {
    sqs = await partialSqs(rejects);
    backoff = new SqsBackoff(sqs.options);
  }

  it('return after twice as long each time, and after two minutes at most', async () => {
    await endpoint();
    await backoff.handBack(received(10));
    expect(sqs.calls).toEqual([
      [2, 4, 8, 16, 32, 64, 120, 120, 120, 120].map((VisibilityTimeout, index) => ({
        Id: `${index}`,
        ReceiptHandle: `r${index}`,
        VisibilityTimeout,
      })),
    ]);
  });

  it('may be more than one call may carry, or none', async () => {
    await endpoint();
    await backoff.handBack([]);
    await backoff.handBack(received(23));
    expect(sqs.calls.map(({ length }) => length).sort()).toEqual([10, 10, 3]);
  });

  it('reject with unavailable where SQS accepts only a part of them', async () => {
    await endpoint((id) => id === '1');
    await expect(backoff.handBack(received(2))).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('reject with unavailable where SQS accepts none of them', async () => {
    await endpoint();
    await sqs.close();
    await expect(backoff.handBack(received(1))).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('a message that is handed back', () => {
  it('is delivered again long before the queue’s visibility timeout', async () => {
    const engine = await startFauxqs({ port: 0, logger: false });
    const attributes = { FifoQueue: 'true', VisibilityTimeout: '360' };
    const { queueUrl } = engine.createQueue('jobs.fifo', { attributes });
    const client = {
      endpoint: engine.address,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    };
    const sqs = new SQSClient(client);
    const backoff = new SqsBackoff({ queueUrl, client });
    const receive = async (WaitTimeSeconds: number) => {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queueUrl,
          WaitTimeSeconds,
          MessageSystemAttributeNames: ['ApproximateReceiveCount'],
        }),
      );
      return Messages.map(({ ReceiptHandle = '', Attributes }) => ({
        receiptHandle: ReceiptHandle,
        receives: Number(Attributes?.ApproximateReceiveCount),
      }));
    };
    const notification = { MessageBody: '{}', MessageGroupId: 'g', MessageDeduplicationId: 'd' };
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, ...notification }));
    const first = await receive(0);
    const hidden = await receive(0);
    await backoff.handBack(first);
    const again = await receive(20);
    await backoff.close();
    sqs.destroy();
    await engine.stop();

    expect([first, hidden, again].map((messages) => messages.map(({ receives }) => receives))).toEqual([
      [1],
      [],
      [2],
    ]);
  });
});
