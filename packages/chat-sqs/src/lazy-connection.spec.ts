import { describe, expect, it, jest } from '@jest/globals';
import { inBatches } from './lazy-connection.js';

describe('calls for more messages than one call may carry', () => {
  it('reject with the first failure, and not before all have ended', async () => {
    const order: string[] = [];
    let finish = () => {};
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const outcome = inBatches(Array.from({ length: 12 }), async (batch) => {
      if (batch.length === 10) throw new Error('down');
      await finished;
      order.push('finished');
    }).catch((error: Error) => order.push(error.message));
    await new Promise((resolve) => setImmediate(resolve));
    finish();
    await outcome;
    expect(order).toEqual(['finished', 'down']);
  });
});

describe('a connection', () => {
  it('whose SDK could not be loaded loads it again at the next call', async () => {
    const connection = {
      send: async () => new Set<string>(),
      hide: async () => new Set<string>(),
      close() {},
    };
    const connect = jest.fn(() => connection);
    connect.mockImplementationOnce(() => {
      throw new Error('EMFILE');
    });
    jest.unstable_mockModule('./sqs-connection.js', () => ({ connect }));
    const { LazyConnection } = await import('./lazy-connection.js');
    const lazy = new LazyConnection({ queueUrl: 'x' });
    await expect(lazy.open()).rejects.toThrow('EMFILE');
    expect(await lazy.open()).toBe(connection);
    expect(await lazy.open()).toBe(connection);
    expect(connect).toHaveBeenCalledTimes(2);
  });
});
