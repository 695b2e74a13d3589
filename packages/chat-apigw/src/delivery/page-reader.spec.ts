import { describe, expect, it } from '@jest/globals';
import { pages } from '../../test/open-bench.js';
import { PageReader } from './page-reader.js';

describe('PageReader', () => {
  it('reads to the end', async () => {
    const reader = new PageReader(pages([1], [], [2, 3]));
    expect([await reader.next(), await reader.next(), await reader.next(), await reader.next()]).toEqual([
      [1],
      [],
      [2, 3],
      null,
    ]);
  });

  it('still reads pages that need no waiting after the deadline', async () => {
    const reader = new PageReader(pages([1], [2]));
    reader.expire();
    expect([await reader.next(), await reader.next(), await reader.next()]).toEqual([[1], [2], null]);
  });

  it('gives up on a page that does not come, and closes the source', async () => {
    let closed = false;
    const hanging: AsyncIterable<readonly number[]> = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => undefined),
        return: () => {
          closed = true;
          return Promise.reject(new Error('too late to matter'));
        },
      }),
    };
    const reader = new PageReader(hanging);
    const next = reader.next();
    reader.expire();
    expect(await next).toBeNull();
    expect(closed).toBe(true);
  });
});
