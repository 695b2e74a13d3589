import { describe, expect, it } from '@jest/globals';
import { readAhead } from './read-ahead.js';

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

describe('reading ahead', () => {
  it('yields every page in order', async () => {
    async function* pages() {
      yield 1;
      yield 2;
      yield 3;
    }
    expect(await collect(readAhead(pages()))).toEqual([1, 2, 3]);
    expect(await collect(readAhead((async function* () {})()))).toEqual([]);
  });

  it('fetches the next page while the last is in use, and no more than that one', async () => {
    let fetched = 0;
    async function* pages() {
      for (;;) {
        fetched += 1;
        yield fetched;
      }
    }
    const ahead = readAhead(pages());
    await ahead.next();
    await new Promise(setImmediate);
    expect(fetched).toBe(2);
    await ahead.next();
    await new Promise(setImmediate);
    expect(fetched).toBe(3);
  });

  it('fails when the page that failed is due, after those before it', async () => {
    async function* pages() {
      yield 1;
      throw new Error('store down');
    }
    const ahead = readAhead(pages());
    expect(await ahead.next()).toEqual({ value: 1, done: false });
    await new Promise(setImmediate);
    await expect(ahead.next()).rejects.toThrow('store down');
  });
});
