import { afterEach, describe, expect, it } from '@jest/globals';
import { messageEvent, openBench, pages, type Bench } from '../../test/open-bench.js';
import type { GatewayOptions } from '../gateway-options.js';

const open: Bench[] = [];
const bench = async (options?: Partial<GatewayOptions>): Promise<Bench> => {
  const opened = await openBench(options);
  open.push(opened);
  return opened;
};

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

describe('ApiGatewayMessageGateway, at a rate', () => {
  it('starts no more posts a second than it may', async () => {
    const { gateway, sink, time, recipient } = await bench({ rate: 100 });
    const rows = Array.from({ length: 300 }, (_, index) => recipient(`c${index}`));
    const delivery = gateway.deliver(messageEvent(), pages(rows.slice(0, 150), rows.slice(150)), {
      deadline: time.now() + 10_000,
    });
    await time.elapse(1_000);
    expect(sink.reached.length).toBeGreaterThanOrEqual(95);
    expect(sink.reached.length).toBeLessThanOrEqual(105);
    expect(await time.until(delivery)).toEqual({ delivered: 300, gone: 0, failed: 0 });
    const seconds = (time.now() - Date.UTC(2026, 0, 1)) / 1_000;
    expect(Math.abs(seconds - 3)).toBeLessThanOrEqual(0.15);
  });

  it('shares it between deliveries', async () => {
    const { gateway, sink, time, recipient } = await bench({ rate: 100 });
    const both = ['a', 'b'].map((name) => {
      const rows = Array.from({ length: 100 }, (_, index) => recipient(`${name}${index}`));
      return gateway.deliver(messageEvent(), pages(rows), { deadline: time.now() + 10_000 });
    });
    await time.elapse(1_000);
    const ofA = sink.reached.filter((id) => id.startsWith('a')).length;
    expect(sink.reached.length).toBeLessThanOrEqual(105);
    expect(Math.abs(ofA - sink.reached.length / 2)).toBeLessThanOrEqual(10);
    expect(await time.until(Promise.all(both))).toHaveLength(2);
  });
});
