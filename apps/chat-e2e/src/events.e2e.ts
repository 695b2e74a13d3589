import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { parseChatEvent, type ReceivedChatEvent } from '@serverless-ws/chat-events';
import { startLocalStack } from '@serverless-ws/local-stack/start-local-stack.js';
import { minter } from '@serverless-ws/scenarios/local-target.js';
import { Visit } from '@serverless-ws/scenarios/scenario.js';

const NAME = 'company.fifo';
const eventsTo = `arn:aws:sqs:us-east-1:000000000000:${NAME}`;

const ends: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A chat with events, whose target is not there before it is made. */
async function started() {
  const denied: string[] = [];
  const stack = await startLocalStack({
    coldStart: true,
    params: { events: 'on', eventsTo },
    onDenied: (name, { action }) => denied.push(`${name} ${action}`),
  });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' };
  const sqs = new SQSClient({ endpoint: stack.queueEndpoint ?? '', region: 'us-east-1', credentials });
  const visit = new Visit({ url: stack.url, token: '', mint: minter(stack.secret) });
  ends.push(
    () => stack.close(),
    () => sqs.destroy(),
    () => visit.end(),
  );
  const socket = await visit.connect(visit.mint());
  const makeTarget = async () => {
    const Attributes = { FifoQueue: 'true' };
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: NAME, Attributes }));
    return consumer(sqs, QueueUrl);
  };
  return { socket, denied, makeTarget };
}

/** Reads events until one is of the entry at a position. */
function consumer(sqs: SQSClient, QueueUrl: string | undefined) {
  const events: ReceivedChatEvent[] = [];
  return async (seq: number): Promise<readonly ReceivedChatEvent[]> => {
    while (events.at(-1)?.entry.seq !== seq) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 1, WaitTimeSeconds: 20 }),
      );
      for (const { Body, ReceiptHandle } of Messages) {
        const event = parseChatEvent(Body);
        if ('entry' in event) events.push(event);
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
    }
    return events;
  };
}

describe('a chat with events', () => {
  it('gives a queue of the company all that becomes of messages, in order, also what came while it was not there', async () => {
    const { socket, denied, makeTarget } = await started();
    const ask = async (frame: object) => Object(await socket.ask(frame));
    const first = await ask({ action: 'sendMessage', text: 'one' });
    const { seq, id } = first;
    expect(first).toMatchObject({ type: 'ack', seq: 1 });
    await ask({ action: 'editMessage', seq, id, text: 'two' });
    await ask({ action: 'react', seq, id, reaction: '\u{1f44d}' });
    const second = await ask({ action: 'sendMessage', text: 'three' });
    await ask({ action: 'deleteMessage', seq: second.seq, id: second.id });
    const until = await makeTarget();
    await ask({ action: 'sendMessage', text: 'four', mentions: ['bob'] });
    await ask({ action: 'sendMessage', text: 'to bob alone', with: 'bob' });

    const events = await until(6);
    expect(events.map(({ entry }) => entry.seq)).toEqual([1, 2, 3, 4, 5, 6]);
    const types = ['message', 'edit', 'reaction', 'deleted', 'deletion', 'message'];
    expect(events.map(({ type }) => type)).toEqual(types);
    const [message, edit] = events;
    expect(message).toMatchObject({
      id: `lobby/${first.epoch}/1`,
      entry: { text: 'two' },
    });
    expect(edit?.entry).toMatchObject({ target: { seq, id }, text: 'two' });
    expect(events.at(-1)?.entry).toMatchObject({ text: 'four', mentions: ['bob'] });
    expect(denied).toEqual([]);
  });
});
