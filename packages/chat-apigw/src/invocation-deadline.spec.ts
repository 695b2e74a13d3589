import { afterEach, describe, expect, it } from '@jest/globals';
import { messageEvent, openBench, pages, type Bench } from '../test/open-bench.js';

const never = () => new Promise<never>(() => undefined);

describe('a gateway with a deadline for all that it does', () => {
  const deadline = () => Date.UTC(2026, 0, 1) + 100;
  let bench: Bench;
  afterEach(() => bench.close());

  it('ends a delivery by the earlier of two deadlines', async () => {
    const reasons: string[] = [];
    bench = await openBench({ deadline, credentials: never });
    const delivery = bench.gateway.deliver(messageEvent(), pages([bench.recipient('a')]), {
      deadline: bench.time.now() + 5_000,
      onUndelivered: ({ reason }) => void reasons.push(reason),
    });
    await expect(bench.time.until(delivery, 200)).resolves.toEqual({ delivered: 0, gone: 0, failed: 1 });
    expect(reasons).toEqual(['cannot post: deadline']);
  });

  it('gives up to end a connection', async () => {
    bench = await openBench({ deadline, credentials: never });
    await expect(bench.time.until(bench.gateway.disconnect('a'), 200)).rejects.toMatchObject({
      code: 'unavailable',
      cause: { message: 'deadline' },
    });
  });
});
