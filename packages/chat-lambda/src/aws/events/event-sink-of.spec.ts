import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from '@jest/globals';
import { chatEventOf } from '@serverless-ws/chat-domain';

import { RequestScope } from '../../logging/request-scope.js';
import { eventSinkOf } from './event-sink-of.js';

const QUEUE = 'arn:aws:sqs:eu-west-3:123456789012:chat-events.fifo';
const BUS = 'arn:aws:events:eu-west-3:123456789012:event-bus/company';

const sender = { id: 'ada', name: 'Ada' };
const entry = { kind: 'message', id: 'm1', seq: 1, reservedAt: 5, expiresAt: 9, sender, text: 'hi' } as const;
const event = chatEventOf({ room: 'tea', epoch: 'e1' }, entry);

const ends: (() => void)[] = [];
afterEach(() => ends.splice(0).forEach((end) => end()));

/** What is called by a sink of these variables, which responds with a status and a body, or not at all. */
async function target(CHAT_EVENTS_TO: string, answer: object | 'silence' = {}) {
  const calls: { readonly target: unknown; readonly authorization: unknown; readonly body: unknown }[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { 'x-amz-target': name, authorization } = request.headers;
      calls.push({ target: name, authorization, body: JSON.parse(body) });
      if (answer !== 'silence') response.end(JSON.stringify(answer));
    });
  });
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const variables = {
    ...{ AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 'key', CHAT_EVENTS_TO },
    ...{ AWS_ENDPOINT_URL_SQS: url, AWS_ENDPOINT_URL_EVENTBRIDGE: url },
  };
  return { calls, variables, url };
}

describe('the sink that a template names', () => {
  it('is a queue in its Region, by signed calls', async () => {
    const { calls, variables, url } = await target(QUEUE, { MessageId: 'x' });
    await eventSinkOf(variables).deliver([event]);
    expect(calls).toMatchObject([
      {
        target: 'AmazonSQS.SendMessage',
        authorization: expect.stringMatching(/Credential=AKID\/\d{8}\/eu-west-3\/sqs\/aws4_request/),
        body: {
          QueueUrl: `${url}/123456789012/chat-events.fifo`,
          MessageGroupId: 'tea',
          MessageDeduplicationId: 'tea/e1/1',
        },
      },
    ]);
  });

  it('is a bus in its Region, by signed calls', async () => {
    const { calls, variables } = await target(BUS, { Entries: [{ EventId: 'x' }] });
    await eventSinkOf(variables).deliver([event]);
    expect(calls).toMatchObject([
      {
        target: 'AWSEvents.PutEvents',
        authorization: expect.stringMatching(/\/eu-west-3\/events\/aws4_request/),
        body: { Entries: [{ EventBusName: BUS, DetailType: 'chat.message' }] },
      },
    ]);
  });

  it('is unavailable once the time of its invocation is up', async () => {
    const { variables } = await target(QUEUE, 'silence');
    const scope = new RequestScope();
    const sink = eventSinkOf(variables, scope);
    const delivery = scope.until(Date.now() + 50, () => sink.deliver([event]));
    await expect(delivery).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('is required where there are events, and only there', async () => {
    const CHAT_EVENTS_QUEUE_URL = 'https://sqs.eu-west-3.amazonaws.com/1/EventsQueue.fifo';
    expect(() => eventSinkOf({ CHAT_EVENTS_QUEUE_URL })).toThrow('CHAT_EVENTS_TO is missing');
    await expect(eventSinkOf({}).deliver([event])).rejects.toThrow('CHAT_EVENTS_TO is missing');
  });
});
