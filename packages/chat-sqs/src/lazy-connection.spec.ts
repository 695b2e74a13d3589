import { describe, expect, it, jest } from '@jest/globals';
import { inBatches } from './lazy-connection.js';

describe('calls for more than one of them may carry', () => {
  it('fail as the first that failed, and not before all have ended', async () => {
    const order: string[] = [];
    let answer = () => {};
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const told = inBatches(Array.from({ length: 12 }), async (batch) => {
      if (batch.length === 10) throw new Error('down');
      await answered;
      order.push('answered');
    }).catch((error: Error) => order.push(error.message));
    await new Promise((resolve) => setImmediate(resolve));
    answer();
    await told;
    expect(order).toEqual(['answered', 'down']);
  });
});

describe('a connection', () => {
  it('whose SDK could not be loaded is tried again with the next call', async () => {
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
    const late = new LazyConnection({ queueUrl: 'x' });
    await expect(late.open()).rejects.toThrow('EMFILE');
    expect(await late.open()).toBe(connection);
    expect(await late.open()).toBe(connection);
    expect(connect).toHaveBeenCalledTimes(2);
  });
});
