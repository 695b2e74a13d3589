import { describe, expect, it } from '@jest/globals';

import { flushed } from './flushed.js';

describe('flushed', () => {
  it.each([
    ['responds', () => Promise.resolve('response')],
    ['fails', () => Promise.reject(new Error('failure'))],
  ])('a handler that %s does so once its lines are written', async (_, handler) => {
    const order: string[] = [];
    let write = (): void => undefined;
    const flush = () =>
      new Promise<void>((resolve) => {
        write = () => {
          order.push('written');
          resolve();
        };
      });
    const settled = flushed({ flush }, handler)().then(
      (response) => order.push(response),
      ({ message }: Error) => order.push(message),
    );
    await new Promise(setImmediate);
    expect(order).toEqual([]);
    write();
    await settled;
    expect(order).toEqual(['written', await handler().catch(({ message }: Error) => message)]);
  });
});
