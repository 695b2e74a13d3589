import { afterEach, describe, expect, it } from '@jest/globals';
import { ChatError, type Undelivered } from '@serverless-ws/chat-domain';
import { CREDENTIALS, news, openBench, pages, type Bench } from '../test/open-bench.js';
import { answers } from '../test/sink.js';
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

describe('ApiGatewayMessageGateway', () => {
  it('reaches the other 997 of 1,000 when one is stale, one hangs and one is throttled for good', async () => {
    const { gateway, sink, time, recipient } = await bench();
    sink.set('c100', answers.gone);
    sink.set('c200', 'hang');
    sink.set('c300', answers.throttled);
    const everybody = Array.from({ length: 1_000 }, (_, index) => recipient(`c${index}`));
    const undelivered: Undelivered[] = [];
    const summary = await time.until(
      gateway.deliver(news(), pages(everybody), {
        deadline: time.now() + 5_000,
        onUndelivered: (one) => undelivered.push(one),
      }),
    );
    expect(summary).toEqual({ delivered: 997, gone: 1, failed: 2 });
    expect(sink.reached).toHaveLength(997);
    const outcomes = Object.fromEntries(undelivered.map((one) => [one.recipient.connectionId, one]));
    expect(outcomes).toEqual({
      c100: { recipient: everybody[100], outcome: 'gone', reason: '410 GoneException' },
      c200: { recipient: everybody[200], outcome: 'failed', reason: expect.stringContaining('timeout') },
      c300: { recipient: everybody[300], outcome: 'failed', reason: '429 LimitExceededException' },
    });
  });

  it('lets one that hangs delay nobody, not even through a window of two', async () => {
    const { gateway, sink, time, recipient } = await bench({ window: 2, timeout: 1_000 });
    sink.set('stuck', 'hang');
    const rows = ['stuck', 'a', 'b', 'c', 'd'].map(recipient);
    const delivery = gateway.deliver(news(), pages(rows), { deadline: time.now() + 3_000 });
    await time.elapse(1);
    expect(sink.reached).toEqual(['a', 'b', 'c', 'd']);
    expect(await time.until(delivery)).toEqual({ delivered: 4, gone: 0, failed: 1 });
    expect(time.now() - Date.UTC(2026, 0, 1)).toBeLessThanOrEqual(3_050);
  });

  it('keeps to its window, over all deliveries together', async () => {
    const { gateway, sink, time, recipient } = await bench({ window: 8 });
    const rows = Array.from({ length: 100 }, (_, index) => recipient(`c${index}`));
    const deadline = time.now() + 5_000;
    const both = [1, 2].map(() => gateway.deliver(news(), pages(rows), { deadline }));
    expect(await time.until(Promise.all(both))).toEqual([
      { delivered: 100, gone: 0, failed: 0 },
      { delivered: 100, gone: 0, failed: 0 },
    ]);
    expect(sink.peak).toBeLessThanOrEqual(8);
  });

  it.each([
    ['throttling', answers.throttled],
    ['server errors', { status: 502 }],
    ['resets', 'reset' as const],
    ['timeouts', 'hang' as const],
  ])('tries again after %s', async (_, trouble) => {
    const { gateway, sink, time, recipient } = await bench({ timeout: 500 });
    sink.set('a', (_arrival, nth) => (nth <= 2 ? trouble : answers.ok));
    const delivery = gateway.deliver(news(), pages([recipient('a')]), { deadline: time.now() + 5_000 });
    expect(await time.until(delivery)).toEqual({ delivered: 1, gone: 0, failed: 0 });
    expect(sink.taken('a')).toHaveLength(1);
  });

  it('waits for a young connection whose connect has not returned', async () => {
    const { gateway, sink, time } = await bench();
    sink.set('young', (_, nth) => (nth < 20 ? answers.gone : answers.ok));
    const young = { connectionId: 'young', connectedAt: time.now() - 100 };
    const delivery = gateway.deliver(news(), pages([young]), { deadline: time.now() + 20_000 });
    expect(await time.until(delivery)).toEqual({ delivered: 1, gone: 0, failed: 0 });
  });

  it('never calls a young connection gone, though it stays away', async () => {
    const { gateway, sink, time } = await bench();
    sink.set('young', answers.gone);
    const young = { connectionId: 'young', connectedAt: time.now() - 100 };
    const undelivered: Undelivered[] = [];
    const summary = await time.until(
      gateway.deliver(news(), pages([young]), {
        deadline: time.now() + 5_000,
        onUndelivered: (one) => undelivered.push(one),
      }),
    );
    expect(summary).toEqual({ delivered: 0, gone: 0, failed: 1 });
    expect(undelivered).toEqual([
      { recipient: young, outcome: 'failed', reason: 'deadline after 410 GoneException' },
    ]);
  });

  it('sends the frame of the protocol, encoded once, to the path of the connection', async () => {
    const { gateway, sink, time, recipient } = await bench();
    const delivery = gateway.deliver(news('Grüße 👋'), pages([recipient('L0SM9cOFvHcCIhw=')]), {
      deadline: time.now() + 1_000,
    });
    await time.until(delivery);
    const [arrival] = sink.arrivals;
    expect(arrival).toMatchObject({ method: 'POST', path: '/prod/@connections/L0SM9cOFvHcCIhw%3D' });
    expect(JSON.parse(arrival?.body ?? '')).toMatchObject({
      type: 'messages',
      messages: [{ text: 'Grüße 👋' }],
    });
    expect(arrival?.headers).toMatchObject({
      'x-amz-security-token': 'token',
      'x-amz-date': '20260101T000000Z',
    });
  });

  it('replaces a kept-alive connection that was closed meanwhile, without a failed try', async () => {
    const { gateway, sink, time, recipient } = await bench({ retries: { attempts: 1 } });
    const once = () => gateway.deliver(news(), pages([recipient('a')]), { deadline: time.now() + 1_000 });
    await time.until(once());
    sink.dropIdle();
    expect(await time.until(once())).toEqual({ delivered: 1, gone: 0, failed: 0 });
    await time.elapse(60_000);
    expect(await time.until(once())).toEqual({ delivered: 1, gone: 0, failed: 0 });
  });
});

describe('ApiGatewayMessageGateway, when nothing can be sent', () => {
  const everybody = ['a', 'b', 'c'];

  it('calls nobody gone for credentials that are refused, and logs one line', async () => {
    const { gateway, sink, time, recipient, logger } = await bench();
    for (const id of everybody) sink.set(id, answers.forbidden);
    const delivery = gateway.deliver(news(), pages(everybody.map(recipient)), {
      deadline: time.now() + 5_000,
    });
    expect(await time.until(delivery)).toEqual({ delivered: 0, gone: 0, failed: 3 });
    expect(logger.lines).toHaveLength(1);
    expect(logger.lines[0]).toMatchObject({
      level: 'error',
      fields: { reasons: '403 ExpiredTokenException (3)' },
    });
  });

  it('signs with the fresh credentials when the old ones are refused', async () => {
    let asked = 0;
    const credentials = () =>
      Promise.resolve({ ...CREDENTIALS, accessKeyId: `AKID${(asked += 1)}`, expiration: new Date(8e14) });
    const { gateway, sink, time, recipient } = await bench({ credentials });
    for (const id of everybody) {
      sink.set(id, ({ headers }) =>
        headers.authorization?.includes('AKID1/') ? answers.forbidden : answers.ok,
      );
    }
    const delivery = gateway.deliver(news(), pages(everybody.map(recipient)), {
      deadline: time.now() + 5_000,
    });
    expect(await time.until(delivery)).toEqual({ delivered: 3, gone: 0, failed: 0 });
    expect(asked).toBe(2);
  });

  it('calls nobody gone for an endpoint that cannot be reached', async () => {
    const { gateway, sink, time, recipient, logger } = await bench();
    await sink.close();
    const delivery = gateway.deliver(news(), pages(everybody.map(recipient)), {
      deadline: time.now() + 60_000,
    });
    expect(await time.until(delivery)).toEqual({ delivered: 0, gone: 0, failed: 3 });
    expect(logger.messages('error')).toEqual(['No recipient was reached']);
    expect(logger.lines[0]?.error).toEqual(
      new ChatError('unavailable', 'No recipient was reached: ECONNREFUSED (3)'),
    );
  });

  it('posts nothing over 128 KB, and says so once', async () => {
    const { gateway, sink, time, recipient, logger } = await bench();
    const delivery = gateway.deliver(news('x'.repeat(131_072)), pages(everybody.map(recipient)), {
      deadline: time.now() + 5_000,
    });
    expect(await time.until(delivery)).toEqual({ delivered: 0, gone: 0, failed: 3 });
    expect(sink.arrivals).toEqual([]);
    expect(logger.lines).toMatchObject([
      { level: 'error', fields: { reasons: expect.stringMatching(/^payload of \d+ bytes/) } },
    ]);
  });

  it('fails everybody when there are no credentials, or none in time', async () => {
    const none = await bench({ credentials: () => Promise.reject(new Error('no profile')) });
    const first = none.gateway.deliver(news(), pages([none.recipient('a')]), {
      deadline: none.time.now() + 100,
    });
    expect(await none.time.until(first)).toEqual({ delivered: 0, gone: 0, failed: 1 });
    expect(none.logger.lines[0]?.fields).toMatchObject({ reasons: 'no credentials: no profile (1)' });
    const never = await bench({ credentials: () => new Promise(() => undefined) });
    const second = never.gateway.deliver(news(), pages([never.recipient('a')]), {
      deadline: never.time.now() + 100,
    });
    expect(await never.time.until(second, 200)).toEqual({ delivered: 0, gone: 0, failed: 1 });
  });
});

describe('ApiGatewayMessageGateway.disconnect', () => {
  it('deletes the connection, and finds it well when it was gone already', async () => {
    const { gateway, sink } = await bench();
    await gateway.disconnect('a=');
    await gateway.disconnect('a=');
    expect(sink.arrivals.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'DELETE /prod/@connections/a%3D',
      'DELETE /prod/@connections/a%3D',
    ]);
  });

  it('is unavailable when API Gateway refuses', async () => {
    const { gateway, sink } = await bench();
    sink.set('a', answers.forbidden);
    await expect(gateway.disconnect('a')).rejects.toMatchObject({ code: 'unavailable', retryable: true });
  });
});
