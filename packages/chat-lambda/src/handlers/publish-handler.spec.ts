import { describe, expect, it } from '@jest/globals';
import { failing, intercept } from '@serverless-ws/chat-domain/in-memory';

import { fixture, ada } from '../../test/fixture.js';
import { PUBLISH_DETAIL_TYPE } from '../events/publish-event.js';
import { publishHandler } from './publish-handler.js';

const QUEUE = 'arn:aws:sqs:eu-central-1:123456789012:chat-publish';
const SOURCES = { queueArn: QUEUE, eventSource: 'acme.orders' };
const as = { id: 'orders', name: 'Orders' };
const message = (text: string, more: object = {}) => ({ room: 'lobby', text, as, ...more });
const request = (...messages: readonly unknown[]) => ({ messages });

const record = (body: unknown, messageId = 'm0', more: object = {}) => ({
  ...{ messageId, body: typeof body === 'string' ? body : JSON.stringify(body) },
  ...{ eventSource: 'aws:sqs', eventSourceARN: QUEUE, ...more },
});
const busEvent = (detail: unknown, more: object = {}) => ({
  ...{ version: '0', id: 'e-1', account: '123456789012', resources: [], detail },
  ...{ source: 'acme.orders', 'detail-type': PUBLISH_DETAIL_TYPE, ...more },
});

/** @param failsFrom - the reservation from which on the store fails */
async function publishing(failsFrom = Infinity, sources: object = SOURCES) {
  const all = fixture();
  const heads = intercept(all.heads, failing('reserveNext', failsFrom));
  const handler = publishHandler({ ...all.ports, heads, ...sources });
  await all.connect(ada, 'a');
  const texts = async () => {
    const range = { from: 1, to: 100, order: 'ascending', limit: 100 } as const;
    return (await all.messages.read('lobby', range)).flatMap((entry) =>
      'text' in entry ? [entry.text] : [],
    );
  };
  return { ...all, handler, texts };
}

describe('a caller whom IAM lets publish', () => {
  it('gets a result for each message, in their order; a poison message fails alone', async () => {
    const { handler, texts, gateway } = await publishing();
    const response = await handler(request(message('1'), { text: 'no sender' }, message('2')));
    expect(response).toEqual({
      results: [
        expect.objectContaining({ room: 'lobby', seq: 1, duplicate: false }),
        { error: { code: 'bad_request', message: '"as" is missing.', retryable: false } },
        expect.objectContaining({ room: 'lobby', seq: 2 }),
      ],
    });
    expect(await texts()).toEqual(['1', '2']);
    expect(gateway.received('a')).toHaveLength(2);
  });

  it('gets the same receipt for the same id, and a new message without one', async () => {
    const { handler, texts } = await publishing();
    const once = request(message('once', { clientMessageId: 'o-1' }));
    const first = await handler(once);
    expect(await handler(once)).toEqual({
      results: [expect.objectContaining({ ...Object(first).results[0], duplicate: true })],
    });
    await handler(request(message('twice')));
    await handler(request(message('twice')));
    expect(await texts()).toEqual(['once', 'twice', 'twice']);
  });

  it.each([[undefined], [null], ['x'], [[]], [{}], [{ message: message('x') }], [{ messages: [] }]])(
    'is told that %j is no request, and nothing else',
    async (event) => {
      const { handler, logger } = await publishing();
      expect(await handler(event)).toEqual({
        error: { code: 'bad_request', message: expect.any(String), retryable: false },
      });
      expect(logger.messages('info')).toContain('refused');
    },
  );

  it('gets what was published by the end of its time, and that the rest may come again', async () => {
    const { ports, connect } = fixture();
    const never = intercept(ports.messages, ({ method, args, proceed }) =>
      method === 'append' && args[0] === 'tea' ? new Promise(() => undefined) : proceed(),
    );
    const handler = publishHandler({ ...ports, messages: never });
    await connect(ada, 'a');
    const response = await handler(request(message('1'), message('2', { room: 'tea' }), message('3')), {
      getRemainingTimeInMillis: () => 400,
    });
    expect(response).toMatchObject({
      results: [{ seq: 1 }, { error: { code: 'unavailable', retryable: true } }, { seq: 2 }],
    });
  });
});

describe('an event of EventBridge', () => {
  it('is published once, by its id, however often it is delivered', async () => {
    const { handler, texts } = await publishing();
    const event = busEvent(request(message('1'), message('2')));
    await handler(event);
    expect(await handler(event)).toMatchObject({
      results: [
        { duplicate: true, clientMessageId: 'e-1.0' },
        { duplicate: true, clientMessageId: 'e-1.1' },
      ],
    });
    expect(await texts()).toEqual(['1', '2']);
  });

  it('comes again where a message may succeed later, and only then', async () => {
    const { handler } = await publishing(2);
    await expect(handler(busEvent(request(message('1'), message('2'))))).rejects.toThrow('to come again');
    const poison = busEvent(request({ text: 'no sender' }), { id: 'e-2' });
    await expect(handler(poison)).resolves.toMatchObject({ results: [{ error: { code: 'bad_request' } }] });
  });
});

describe('messages of the queue', () => {
  it('are published once, by their ids, and only those that may succeed later go back', async () => {
    const { handler, texts, logger } = await publishing(3);
    const records = [
      record(request(message('1')), 'm0'),
      record('not JSON', 'm1'),
      record(request(message('2'), { text: 'no sender' }), 'm2'),
      record(request(message('3')), 'm3'),
      record({ messages: 7 }, 'm4'),
    ];
    expect(await handler({ Records: records })).toEqual({ batchItemFailures: [{ itemIdentifier: 'm3' }] });
    expect((await texts()).sort()).toEqual(['1', '2']);
    expect(logger.messages('info').filter((line) => line === 'refused')).toHaveLength(3);
  });

  it('are published once where SQS delivers them twice', async () => {
    const { handler, texts } = await publishing();
    const event = { Records: [record(request(message('1'))), record(request(message('2')), 'm1')] };
    expect([await handler(event), await handler(event)]).toEqual([
      { batchItemFailures: [] },
      { batchItemFailures: [] },
    ]);
    expect((await texts()).sort()).toEqual(['1', '2']);
  });
});

describe('a forged event', () => {
  const good = request(message('forged'));

  it.each([
    ['of API Gateway', { ...good, requestContext: { apiId: 'x', authorizer: { roles: '@service' } } }],
    ['of a function’s address', { version: '2.0', requestContext: {}, body: JSON.stringify(good) }],
    ['of another source', busEvent(good, { source: 'acme.billing' })],
    ['that claims to be of AWS', busEvent(good, { source: 'aws.events' })],
    ['of another detail-type', busEvent(good, { 'detail-type': 'Scheduled Event' })],
    ['without an id', busEvent(good, { id: 7 })],
    ['with a source beside a request', { ...good, source: 'acme.orders' }],
  ])('%s is refused: the caller is told so, in one line of the log', async (_, event) => {
    const { handler, texts, logger } = await publishing();
    expect(await handler(event)).toEqual({
      error: { code: 'forbidden', message: expect.any(String), retryable: false },
    });
    expect(await texts()).toEqual([]);
    expect(logger.messages('warn')).toEqual(['refused']);
  });

  it.each([
    ['of another queue', [record(good), record(good, 'm1', { eventSourceARN: `${QUEUE}-2` })]],
    ['of a stream', [record(good, 'm0', { eventSource: 'aws:kinesis' })]],
    ['without a body', [{ ...record(good), body: undefined }]],
    ['that are none', 'x'],
    ['of nothing', []],
  ])('with records %s fails as a whole, so that no queue loses a message', async (_, Records) => {
    const { handler, texts } = await publishing();
    await expect(handler({ Records })).rejects.toMatchObject({ code: 'forbidden' });
    expect(await texts()).toEqual([]);
  });

  it('is any of a queue or a bus where the stack names none', async () => {
    const { handler } = await publishing(Infinity, {});
    const undefinedSource = busEvent(good, { source: undefined });
    for (const event of [busEvent(good), undefinedSource]) {
      expect(await handler(event)).toMatchObject({ error: { code: 'forbidden' } });
    }
    const unnamed = { Records: [record(good, 'm0', { eventSourceARN: undefined })] };
    await expect(handler(unnamed)).rejects.toMatchObject({ code: 'forbidden' });
  });
});
