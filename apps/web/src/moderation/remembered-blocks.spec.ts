import { describe, expect, it } from '@jest/globals';
import { RememberedBlocks } from './remembered-blocks.js';

/** A storage, and what is in it. */
function storage() {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
}

describe('whom a user has blocked', () => {
  it('is known after a reload, to this user alone', () => {
    const store = storage();
    const blocks = new RememberedBlocks('ada', () => store);
    blocks.keep('bob', true);
    blocks.keep('eve', true);
    blocks.keep('eve', false);
    const reloaded = new RememberedBlocks('ada', () => store);
    expect([reloaded.has('bob'), reloaded.has('eve')]).toEqual([true, false]);
    expect(new RememberedBlocks('carl', () => store).has('bob')).toBe(false);
  });

  it('are the last thousand', () => {
    const store = storage();
    const blocks = new RememberedBlocks('ada', () => store);
    store.setItem('blocked:ada', JSON.stringify(Array.from({ length: 1_000 }, (_, index) => `u${index}`)));
    blocks.keep('bob', true);
    expect([blocks.has('u0'), blocks.has('u1'), blocks.has('bob')]).toEqual([false, true, true]);
  });

  it('is not known where nothing can be read or kept', () => {
    const forbidden = new RememberedBlocks('ada', () => {
      throw new Error('forbidden');
    });
    forbidden.keep('bob', true);
    expect(forbidden.has('bob')).toBe(false);
    for (const stored of ['{', '7', '{"bob":true}', '[7]']) {
      const store = storage();
      store.setItem('blocked:ada', stored);
      expect(new RememberedBlocks('ada', () => store).has('bob')).toBe(false);
    }
  });
});
