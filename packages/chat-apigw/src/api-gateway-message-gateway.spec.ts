import { afterEach, describe, expect, it } from '@jest/globals';
import type { Undelivered } from '@serverless-ws/chat-domain';
import { messageEvent, openBench, pages, type Bench } from '../test/open-bench.js';
import { reactions } from '../test/sink.js';
import type { GatewayOptions } from './gateway-options.js';

/** For calls by the SDK, whose timers are the machine's: one that is late there is made again, and counted. */
const PATIENT = { timeout: 60_000 };

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
    sink.set('c100', reactions.gone);
    sink.set('c200', 'hang');
    sink.set('c300', reactions.throttled);
    const recipients = Array.from({ length: 1_000 }, (_, index) => recipient(`c${index}`));
    const undelivered: Undelivered[] = [];
    const summary = await time.until(
      gateway.deliver(messageEvent(), pages(recipients), {
        deadline: time.now() + 5_000,
        onUndelivered: (one) => undelivered.push(one),
      }),
    );
    expect(summary).toEqual({ delivered: 997, gone: 1, failed: 2 });
    expect(sink.reached).toHaveLength(997);
    const outcomes = Object.fromEntries(undelivered.map((one) => [one.recipient.connectionId, one]));
    expect(outcomes).toEqual({
      c100: { recipient: recipients[100], outcome: 'gone', reason: '410 GoneException' },
      c200: { recipient: recipients[200], outcome: 'failed', reason: expect.stringContaining('timeout') },
      c300: { recipient: recipients[300], outcome: 'failed', reason: '429 LimitExceededException' },
    });
  });

  it('lets one that hangs delay no other, not even through a window of two', async () => {
    const { gateway, sink, time, recipient } = await bench({ window: 2, timeout: 1_000 });
    sink.set('stuck', 'hang');
    const rows = ['stuck', 'a', 'b', 'c', 'd'].map(recipient);
    const delivery = gateway.deliver(messageEvent(), pages(rows), { deadline: time.now() + 3_000 });
    await time.elapse(1);
    expect(sink.reached).toEqual(['a', 'b', 'c', 'd']);
    expect(await time.until(delivery)).toEqual({ delivered: 4, gone: 0, failed: 1 });
    expect(time.now() - Date.UTC(2026, 0, 1)).toBeLessThanOrEqual(3_050);
  });

  it('keeps to its window, over all deliveries together', async () => {
    const { gateway, sink, time, recipient } = await bench({ window: 8 });
    const rows = Array.from({ length: 100 }, (_, index) => recipient(`c${index}`));
    const deadline = time.now() + 5_000;
    const both = [1, 2].map(() => gateway.deliver(messageEvent(), pages(rows), { deadline }));
    expect(await time.until(Promise.all(both))).toEqual([
      { delivered: 100, gone: 0, failed: 0 },
      { delivered: 100, gone: 0, failed: 0 },
    ]);
    expect(sink.peak).toBeLessThanOrEqual(8);
  });

  it.each([
    ['throttling', reactions.throttled],
    ['server errors', { status: 502 }],
    ['resets', 'reset' as const],
    ['timeouts', 'hang' as const],
  ])('tries again after %s', async (_, trouble) => {
    const { gateway, sink, time, recipient } = await bench({ timeout: 500 });
    sink.set('a', (_arrival, nth) => (nth <= 2 ? trouble : reactions.ok));
    const delivery = gateway.deliver(messageEvent(), pages([recipient('a')]), {
      deadline: time.now() + 5_000,
    });
    expect(await time.until(delivery)).toEqual({ delivered: 1, gone: 0, failed: 0 });
    expect(sink.taken('a')).toHaveLength(1);
  });

  it('waits for a young connection whose connect has not returned', async () => {
    const { gateway, sink, time } = await bench();
    const returns = time.now() + 2_000;
    sink.set('young', () => (time.now() < returns ? reactions.gone : reactions.ok));
    const young = { connectionId: 'young', connectedAt: time.now() - 100 };
    const delivery = gateway.deliver(messageEvent(), pages([young]), { deadline: time.now() + 20_000 });
    expect(await time.until(delivery)).toEqual({ delivered: 1, gone: 0, failed: 0 });
  });

  it('never reports a young connection as gone, though it never appears, and delays no other for it', async () => {
    const { gateway, sink, time } = await bench();
    const began = time.now();
    sink.set('young', reactions.gone);
    const young = { connectionId: 'young', connectedAt: time.now() - 100 };
    const undelivered: Undelivered[] = [];
    const summary = await time.until(
      gateway.deliver(messageEvent(), pages([young]), {
        deadline: began + 25_000,
        onUndelivered: (one) => undelivered.push(one),
      }),
    );
    expect(time.now() - began).toBeLessThan(3_100);
    expect(summary).toEqual({ delivered: 0, gone: 0, failed: 1 });
    expect(undelivered).toEqual([
      { recipient: young, outcome: 'failed', reason: 'deadline after 410 GoneException' },
    ]);
  });

  it('sends the frame of the protocol, encoded once, to the path of the connection', async () => {
    const { gateway, sink, time, recipient } = await bench();
    const delivery = gateway.deliver(messageEvent('Grüße 👋'), pages([recipient('L0SM9cOFvHcCIhw=')]), {
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

  it('fails at the deadline both recipients awaiting retry and those not yet started', async () => {
    const { gateway, sink, time, recipient } = await bench({
      window: 1,
      timeout: 60_000,
      retries: { attempts: 99, base: 100_000, cap: 100_000, random: () => 0.99 },
    });
    sink.set('throttled', reactions.throttled);
    sink.set('stuck', 'hang');
    const undelivered: Undelivered[] = [];
    const summary = await time.until(
      gateway.deliver(
        messageEvent(),
        pages(['throttled', 'stuck', 'behind'].map(recipient), [recipient('later')]),
        {
          deadline: time.now() + 1_000,
          onUndelivered: (one) => undelivered.push(one),
        },
      ),
    );
    expect(summary).toEqual({ delivered: 0, gone: 0, failed: 4 });
    expect(time.now() - Date.UTC(2026, 0, 1)).toBeLessThanOrEqual(1_010);
    const reasons = Object.fromEntries(undelivered.map((one) => [one.recipient.connectionId, one.reason]));
    expect(reasons).toEqual({
      throttled: 'deadline after 429 LimitExceededException',
      stuck: 'deadline after timeout',
      behind: 'deadline',
      later: 'deadline',
    });
  });

  it('counts the time of a recipient from its first post, not what it waited for the rate before', async () => {
    const { gateway, sink, time, recipient } = await bench({ rate: 10 });
    sink.set('stuck', 'hang');
    const began = time.now();
    const undelivered: [string, number][] = [];
    const crowd = Array.from({ length: 149 }, (_, index) => recipient(`c${index}`));
    const summary = await time.until(
      gateway.deliver(messageEvent(), pages([...crowd, recipient('stuck')]), {
        deadline: began + 60_000,
        onUndelivered: ({ reason }) => undelivered.push([reason, time.now() - began]),
      }),
    );
    expect(summary).toEqual({ delivered: 149, gone: 0, failed: 1 });
    expect(undelivered).toEqual([['deadline after timeout', expect.any(Number)]]);
    expect(Math.abs((undelivered[0]?.[1] ?? 0) - 24_900)).toBeLessThanOrEqual(200);
  });

  it('replaces a kept-alive connection that was closed meanwhile, without a failed try', async () => {
    const { gateway, sink, time, recipient } = await bench({ retries: { attempts: 1 } });
    const once = () =>
      gateway.deliver(messageEvent(), pages([recipient('a')]), { deadline: time.now() + 1_000 });
    await time.until(once());
    sink.dropIdle();
    expect(await time.until(once())).toEqual({ delivered: 1, gone: 0, failed: 0 });
  });

  it('keeps its connections, but does not trust one that was idle for long', async () => {
    const { gateway, sink, time, recipient } = await bench();
    const rows = ['a', 'b', 'c'].map(recipient);
    const once = () =>
      time.until(gateway.deliver(messageEvent(), pages(rows), { deadline: time.now() + 1_000 }));
    await once();
    await once();
    expect(sink.connections).toBe(3);
    await time.elapse(60_000);
    await once();
    expect(sink.connections).toBe(6);
  });

  it('tries each client once before it tries any client again', async () => {
    const { gateway, sink, time, recipient } = await bench({ window: 1, retries: { random: () => 0 } });
    sink.set('c0', (_, nth) => (nth === 1 ? reactions.throttled : reactions.ok));
    const rows = Array.from({ length: 6 }, (_, index) => recipient(`c${index}`));
    const options = { deadline: time.now() + 5_000 };
    await time.until(gateway.deliver(messageEvent(), pages(rows.slice(0, 3), rows.slice(3)), options));
    expect(sink.arrivals.map(({ connectionId }) => connectionId)).toEqual([
      ...['c0', 'c1', 'c2', 'c3', 'c4', 'c5'],
      'c0',
    ]);
  });

  it('leaves no timer behind', async () => {
    const { gateway, time, recipient } = await bench();
    await time.until(
      gateway.deliver(messageEvent(), pages([recipient('a')]), { deadline: time.now() + 60_000, tail: 300 }),
    );
    expect(time.pending).toBe(0);
  });
});

describe('ApiGatewayMessageGateway.disconnect', () => {
  it('deletes the connection, and resolves when it was gone already', async () => {
    const { gateway, sink } = await bench(PATIENT);
    await gateway.disconnect('a=');
    await gateway.disconnect('a=');
    expect(sink.arrivals.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'DELETE /prod/@connections/a%3D',
      'DELETE /prod/@connections/a%3D',
    ]);
  });

  it('is unavailable when API Gateway does not respond', async () => {
    const { gateway, sink } = await bench({ timeout: 50 });
    sink.set('a', 'hang');
    await expect(gateway.disconnect('a')).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('is unavailable when API Gateway rejects the call', async () => {
    const { gateway, sink } = await bench();
    sink.set('a', reactions.forbidden);
    await expect(gateway.disconnect('a')).rejects.toMatchObject({ code: 'unavailable', retryable: true });
  });
});
