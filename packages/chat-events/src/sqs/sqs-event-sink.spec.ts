import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from '@jest/globals';
import { eventSinkContract, testContract, type ReceivedEvent } from '@serverless-ws/chat-contracts';
import { chatEventOf } from '@serverless-ws/chat-domain';
import { startFauxqs } from 'fauxqs';
import type { AwsCall, AwsResponse } from '../call-json.js';
import { parseChatEvent, type ReceivedSanction } from '../parse-chat-event.js';
import { SqsEventSink } from './sqs-event-sink.js';

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
/** A local engine checks no signature, and reads the Region of it. */
const authorization = 'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/sqs/aws4_request';

const sender = { id: 'ada', name: 'Ada' };
const event = (seq: number, epoch = 'e1') => {
  const entry = {
    kind: 'message',
    id: `m${seq}`,
    seq,
    reservedAt: 1,
    expiresAt: 2,
    sender,
    text: 'hi',
  } as const;
  return chatEventOf({ room: 'tea', epoch }, entry);
};

/** Milliseconds of a case: a limit for hangs, not for speed, as a local engine is called over real sockets. */
const timeout = 60_000;

/** A queue on a local engine, and its consumer. */
async function open(name = 'events.fifo') {
  const engine = await startFauxqs({ port: 0, logger: false });
  const attributes = name.endsWith('.fifo') ? { FifoQueue: 'true' } : {};
  const { queueUrl } = engine.createQueue(name, { attributes });
  const client = new SQSClient({ endpoint: engine.address, region: 'us-east-1', credentials });
  let [isDown, refused] = [false, 0];
  const call = async ({ headers, body }: AwsCall): Promise<AwsResponse> => {
    refused -= 1;
    if (isDown || refused === 0) return { status: 503, body: '{}' };
    const response = await fetch(engine.address, {
      method: 'POST',
      headers: { ...headers, authorization },
      body,
    });
    return { status: response.status, body: await response.text() };
  };
  const got: ReceivedEvent[] = [];
  const sanctions: ReceivedSanction[] = [];
  const receive = async (): Promise<number> => {
    const command = new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 });
    const { Messages = [] } = await client.send(command);
    for (const { Body = '', ReceiptHandle } of Messages) {
      const event = parseChatEvent(Body);
      if ('entry' in event) got.push(event);
      else sanctions.push(event);
      await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
    }
    return Messages.length;
  };
  return {
    sink: new SqsEventSink({ queueUrl, call }),
    received: async () => {
      while ((await receive()) > 0);
      return got;
    },
    sanctions,
    setDown: (down: boolean) => void (isDown = down),
    refuseOnce: (place: number) => void (refused = place),
    close: async () => {
      client.destroy();
      await engine.stop();
    },
  };
}

describe('SqsEventSink on a FIFO queue', () => {
  testContract(it, eventSinkContract, () => open(), { timeout });

  it('delivers an event once that is given again, under its own id', async () => {
    const { sink, received, close } = await open();
    await sink.deliver([event(1), event(1), event(1, 'e2')]);
    expect((await received()).map(({ id }) => id)).toEqual(['tea/e1/1', 'tea/e2/1']);
    await close();
  });

  it('delivers a sanction once, in the group of its room', async () => {
    const { sink, received, sanctions, close } = await open();
    const about = { id: 's1', type: 'kick', room: 'lobby', sentAt: 5 } as const;
    const kick = { ...about, sanction: { userId: 'eve', actor: 'grace' } };
    await sink.deliver([kick]);
    await sink.deliver([kick]);
    expect(await received()).toEqual([]);
    expect(sanctions).toEqual([kick]);
    await close();
  });

  it('takes an epoch longer than a deduplication id may be', async () => {
    const { sink, received, close } = await open();
    const epoch = 'x'.repeat(140);
    await sink.deliver([event(1, epoch), event(2, epoch), event(1, epoch)]);
    expect((await received()).map(({ entry }) => entry.seq)).toEqual([1, 2]);
    await close();
  });
});

describe('SqsEventSink on another queue', () => {
  testContract(it, eventSinkContract, () => open('events'), { timeout, lacks: ['order', 'partial'] });
});
