import { afterEach, describe, expect, it } from '@jest/globals';
import { ChatError, type MessagesEvent, type Recipient, type Undelivered } from '@serverless-ws/chat-domain';
import { CREDENTIALS, messageEvent, openBench, pages, type Bench } from '../test/open-bench.js';
import { reactions } from '../test/sink.js';
import type { GatewayOptions } from './gateway-options.js';

const open: Bench[] = [];
const bench = async (options?: Partial<GatewayOptions>): Promise<Bench> => {
  const opened = await openBench(options);
  open.push(opened);
  return opened;
};

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

describe('ApiGatewayMessageGateway, when nothing can be sent', () => {
  const recipients = ['a', 'b', 'c'];

  it('reports no connection as gone for rejected credentials, and logs one line', async () => {
    const { gateway, sink, time, recipient, logger } = await bench();
    for (const id of recipients) sink.set(id, reactions.forbidden);
    const delivery = gateway.deliver(messageEvent(), pages(recipients.map(recipient)), {
      deadline: time.now() + 5_000,
    });
    expect(await time.until(delivery)).toEqual({ delivered: 0, gone: 0, failed: 3 });
    expect(logger.lines).toHaveLength(1);
    expect(logger.lines[0]).toMatchObject({
      level: 'error',
      fields: { reasons: '403 ExpiredTokenException (3)' },
    });
  });

  it('signs with the fresh credentials when the old ones are rejected', async () => {
    let asked = 0;
    const credentials = () =>
      Promise.resolve({ ...CREDENTIALS, accessKeyId: `AKID${(asked += 1)}`, expiration: new Date(8e14) });
    const { gateway, sink, time, recipient } = await bench({ credentials });
    for (const id of recipients) {
      sink.set(id, ({ headers }) =>
        headers.authorization?.includes('AKID1/') ? reactions.forbidden : reactions.ok,
      );
    }
    const delivery = gateway.deliver(messageEvent(), pages(recipients.map(recipient)), {
      deadline: time.now() + 5_000,
    });
    expect(await time.until(delivery)).toEqual({ delivered: 3, gone: 0, failed: 0 });
    expect(asked).toBe(2);
  });

  it('retries a recipient with fresh credentials once, however many there are', async () => {
    let asked = 0;
    const credentials = () => Promise.resolve({ ...CREDENTIALS, accessKeyId: `AKID${(asked += 1)}` });
    const { gateway, sink, time, recipient } = await bench({ credentials });
    sink.set('a', reactions.forbidden);
    const delivery = gateway.deliver(messageEvent(), pages([recipient('a')]), {
      deadline: time.now() + 60_000,
    });
    expect(await time.until(delivery)).toEqual({ delivered: 0, gone: 0, failed: 1 });
    expect(sink.arrivals).toHaveLength(2);
  });

  it('counts no recipient twice when fresh credentials come after the deadline', async () => {
    const late: ((credentials: typeof CREDENTIALS) => void)[] = [];
    const credentials = () =>
      late.push(() => undefined) === 1
        ? Promise.resolve(CREDENTIALS)
        : new Promise<typeof CREDENTIALS>((resolve) => late.push(resolve));
    const { gateway, sink, time, recipient } = await bench({ credentials });
    sink.set('a', reactions.forbidden);
    const undelivered: Undelivered[] = [];
    const delivery = gateway.deliver(messageEvent(), pages([recipient('a')]), {
      deadline: time.now() + 1_000,
      onUndelivered: (one) => undelivered.push(one),
    });
    expect(await time.until(delivery)).toEqual({ delivered: 0, gone: 0, failed: 1 });
    for (const resolve of late) resolve({ ...CREDENTIALS, accessKeyId: 'AKIDLATE' });
    await time.elapse(1_000);
    expect(undelivered).toHaveLength(1);
    expect(sink.arrivals).toHaveLength(1);
  });

  it('resolves by the deadline though the fresh credentials never come', async () => {
    let asked = 0;
    const credentials = () =>
      (asked += 1) === 1 ? Promise.resolve(CREDENTIALS) : new Promise<never>(() => undefined);
    const { gateway, sink, time, recipient } = await bench({ credentials });
    sink.set('a', reactions.forbidden);
    const delivery = gateway.deliver(messageEvent(), pages([recipient('a'), recipient('b')]), {
      deadline: time.now() + 1_000,
    });
    expect(await time.until(delivery, 1_100)).toEqual({ delivered: 1, gone: 0, failed: 1 });
  });

  it('reports no connection as gone for an endpoint that cannot be reached', async () => {
    const { gateway, sink, time, recipient, logger } = await bench();
    await sink.close();
    const delivery = gateway.deliver(messageEvent(), pages(recipients.map(recipient)), {
      deadline: time.now() + 60_000,
    });
    expect(await time.until(delivery)).toEqual({ delivered: 0, gone: 0, failed: 3 });
    expect(logger.messages('error')).toEqual(['No recipient was reached']);
    expect(logger.lines[0]?.error).toEqual(
      new ChatError('unavailable', 'No recipient was reached: ECONNREFUSED (3)'),
    );
  });

  it('posts nothing over 128 KB, and logs it once', async () => {
    const { gateway, sink, time, recipient, logger } = await bench();
    const delivery = gateway.deliver(messageEvent('x'.repeat(131_072)), pages(recipients.map(recipient)), {
      deadline: time.now() + 5_000,
    });
    expect(await time.until(delivery)).toEqual({ delivered: 0, gone: 0, failed: 3 });
    expect(sink.arrivals).toEqual([]);
    expect(logger.lines).toMatchObject([
      { level: 'error', fields: { reasons: expect.stringMatching(/^payload of \d+ bytes/) } },
    ]);
  });

  it.each([
    ['nothing', undefined],
    ['an empty object', {}],
    ['no secret', { accessKeyId: 'AKID' }],
  ])('fails every recipient when the provider of credentials yields %s', async (_, yielded) => {
    const { gateway, time, recipient, logger } = await bench({
      credentials: () => Promise.resolve(yielded as unknown as typeof CREDENTIALS),
    });
    const delivery = gateway.deliver(messageEvent(), pages([recipient('a')]), { deadline: time.now() + 100 });
    expect(await time.until(delivery, 50)).toEqual({ delivered: 0, gone: 0, failed: 1 });
    expect(logger.lines[0]?.fields).toMatchObject({
      reasons: 'cannot post: the provider yielded no credentials (1)',
    });
  });

  it('keeps to the credentials that it has when fresh ones are none', async () => {
    let asked = 0;
    const credentials = () =>
      Promise.resolve((asked += 1) === 1 ? CREDENTIALS : (undefined as unknown as typeof CREDENTIALS));
    const { gateway, sink, time, recipient } = await bench({ credentials });
    sink.set('a', reactions.forbidden);
    const delivery = gateway.deliver(messageEvent(), pages([recipient('a')], [recipient('b')]), {
      deadline: time.now() + 1_000,
    });
    expect(await time.until(delivery, 50)).toEqual({ delivered: 1, gone: 0, failed: 1 });
  });

  it.each([
    ['has no id', { connectedAt: 0 }],
    ['has a number as its id', { connectionId: 7, connectedAt: 0 }],
    ['is null', null],
    ['is undefined', undefined],
  ])('fails a recipient that %s, and reaches the others, on its page and later ones', async (_, broken) => {
    const { gateway, sink, time, recipient } = await bench({ window: 1, rate: 1_000 });
    const page = [recipient('a'), broken as unknown as Recipient, recipient('b')];
    const delivery = gateway.deliver(messageEvent(), pages(page, [recipient('c')]), {
      deadline: time.now() + 1_000,
      tail: 100,
    });
    const summary = await time.until(delivery, 500);
    expect(summary.delivered + summary.failed).toBe(4);
    expect(sink.reached).toEqual(expect.arrayContaining(['a', 'b', 'c']));
  });

  it('fails a recipient whose retry cannot be planned', async () => {
    const random = () => {
      throw new Error('no entropy');
    };
    const { gateway, sink, time, recipient } = await bench({ window: 1, retries: { random } });
    sink.set('a', reactions.throttled);
    const delivery = gateway.deliver(messageEvent(), pages([recipient('a'), recipient('b')]), {
      deadline: time.now() + 1_000,
    });
    expect(await time.until(delivery, 100)).toEqual({ delivered: 1, gone: 0, failed: 1 });
  });

  it('fails every recipient of an event that has no frame', async () => {
    const { gateway, time, recipient } = await bench();
    const event = { type: 'messages', entries: null } as unknown as MessagesEvent;
    const delivery = gateway.deliver(event, pages([recipient('a')]), { deadline: time.now() + 100 });
    expect(await time.until(delivery, 50)).toEqual({ delivered: 0, gone: 0, failed: 1 });
  });

  it('fails every recipient when there are no credentials, or none in time', async () => {
    const none = await bench({ credentials: () => Promise.reject(new Error('no profile')) });
    const first = none.gateway.deliver(messageEvent(), pages([none.recipient('a')]), {
      deadline: none.time.now() + 100,
    });
    expect(await none.time.until(first)).toEqual({ delivered: 0, gone: 0, failed: 1 });
    expect(none.logger.lines[0]?.fields).toMatchObject({ reasons: 'cannot post: no profile (1)' });
    const never = await bench({ credentials: () => new Promise(() => undefined) });
    const second = never.gateway.deliver(messageEvent(), pages([never.recipient('a')]), {
      deadline: never.time.now() + 100,
    });
    expect(await never.time.until(second, 200)).toEqual({ delivered: 0, gone: 0, failed: 1 });
  });
});
