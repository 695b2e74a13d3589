import { afterEach, describe, expect, it } from '@jest/globals';
import type { DeliverySummary, Recipient } from '@serverless-ws/chat-domain';
import { messageEvent, openBench, pages, type Bench } from '../test/open-bench.js';
import { reactions, type Reaction } from '../test/sink.js';

const open: Bench[] = [];
const bench = async (...options: Parameters<typeof openBench>): Promise<Bench> => {
  const opened = await openBench(...options);
  open.push(opened);
  return opened;
};

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

/** Delivers to 100 with a tail of 300 ms; says what that came to and how many milliseconds it took. */
async function deliver(
  { gateway, time, recipient }: Bench,
  connectedAt?: number,
): Promise<DeliverySummary & { readonly took: number }> {
  const rows: Recipient[] = Array.from({ length: 100 }, (_, index) => recipient(`c${index}`));
  const began = time.now();
  const young = rows.map((row, index) => (index < 50 ? { ...row, connectedAt: connectedAt ?? 0 } : row));
  const options = { deadline: began + 5_000, tail: 300 };
  let took = 0;
  const delivery = gateway
    .deliver(messageEvent(), pages(connectedAt === undefined ? rows : young), options)
    .finally(() => (took = time.now() - began));
  return { ...(await time.until(delivery)), took };
}

const stall = ({ sink }: Bench, count: number, reaction: Reaction): void => {
  for (let index = 0; index < count; index += 1) sink.set(`c${index}`, reaction);
};

describe('clients that stall, while all others are reached', () => {
  it.each([
    ['are throttled', reactions.throttled],
    ['do not respond', 'hang' as const],
    ['reset their connection', 'reset' as const],
  ])('cost the first delivery its tail, and later ones nothing, when they %s', async (_, reaction) => {
    const one = await bench();
    stall(one, 10, reaction);
    const first = await deliver(one);
    expect(first).toMatchObject({ delivered: 90, gone: 0, failed: 10 });
    expect(first.took).toBeLessThanOrEqual(300);
    expect(await deliver(one)).toEqual({ delivered: 90, gone: 0, failed: 10, took: 0 });
  });

  it('are logged by how many posts were throttled', async () => {
    const one = await bench();
    stall(one, 10, reactions.throttled);
    await deliver(one);
    const posts = one.sink.arrivals.length - 90;
    const logged = () => one.logger.lines.filter(({ message }) => message === 'Posts were throttled');
    expect(logged()).toMatchObject([{ level: 'warn', fields: { posts } }]);
    stall(one, 10, 'reset');
    await deliver(one);
    expect(logged()).toHaveLength(1);
  });

  it('are tried once by each later delivery, and reached by the first that can', async () => {
    const one = await bench();
    stall(one, 3, reactions.throttled);
    await deliver(one);
    const before = one.sink.arrivals.length;
    await deliver(one);
    expect(one.sink.arrivals.length - before).toBe(100);
    stall(one, 3, reactions.ok);
    expect(await deliver(one)).toEqual({ delivered: 100, gone: 0, failed: 0, took: 0 });
    stall(one, 1, reactions.throttled);
    const { failed, took } = await deliver(one);
    expect(failed).toBe(1);
    expect(took).toBeGreaterThan(0);
  });

  it('get several tries within the tail, since one that is throttled now may be served in a moment', async () => {
    const one = await bench();
    stall(one, 3, reactions.throttled);
    await deliver(one);
    const posts = one.sink.arrivals.filter(({ connectionId }) => /^c[0-2]$/.test(connectionId)).length;
    expect(posts).toBeGreaterThanOrEqual(3 * 5);
  });

  it('are sent nothing more while an earlier post has no response, and free its slot', async () => {
    const one = await bench({ window: 12, timeout: 2_000 });
    stall(one, 10, 'hang');
    for (let round = 0; round < 4; round += 1) {
      expect(await deliver(one)).toMatchObject({ delivered: 90, failed: 10 });
    }
    const posts = (): number =>
      one.sink.arrivals.filter(({ connectionId }) => /^c\d$/.test(connectionId)).length;
    expect(posts()).toBe(10);
    await one.time.elapse(2_000);
    expect(await deliver(one)).toMatchObject({ delivered: 90, failed: 10 });
    expect(posts()).toBe(20);
  });

  it('are young connections that are not there, however many: the tail is all they get', async () => {
    const one = await bench();
    stall(one, 50, reactions.gone);
    const connected = one.time.now() - 1_000;
    expect(await deliver(one, connected)).toEqual({ delivered: 50, gone: 0, failed: 50, took: 300 });
    expect(await deliver(one, connected)).toEqual({ delivered: 50, gone: 0, failed: 50, took: 0 });
  });

  it('are not young connections whose $connect has had its time: those are not waited for at all', async () => {
    const one = await bench();
    stall(one, 50, reactions.gone);
    const connected = one.time.now() - 4_000;
    expect(await deliver(one, connected)).toEqual({ delivered: 50, gone: 0, failed: 50, took: 0 });
  });

  it('are not more than a tenth: then the account is throttled, and all are retried', async () => {
    const one = await bench({ retries: { random: () => 0.99 } });
    for (let index = 0; index < 11; index += 1) {
      one.sink.set(`c${index}`, (_, nth) => (nth < 6 ? reactions.throttled : reactions.ok));
    }
    const { took, ...summary } = await deliver(one);
    expect(summary).toEqual({ delivered: 100, gone: 0, failed: 0 });
    expect(took).toBeGreaterThan(1_000);
  });

  it('do not slow down the rate, and neither do retries', async () => {
    const one = await bench({ rate: 1_000 });
    for (const count of [8, 16, 24]) {
      stall(one, count, reactions.throttled);
      await deliver(one);
    }
    const began = one.time.now();
    for (let round = 0; round < 30; round += 1) await deliver(one);
    expect(one.time.now() - began).toBeLessThan(3_300);
  });
});
