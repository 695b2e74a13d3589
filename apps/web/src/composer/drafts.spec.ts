import { describe, expect, it } from '@jest/globals';
import { Drafts } from './drafts.js';

function storage() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
}

const textsOf = (drafts: Drafts) => ['tea', 'lobby', 'coffee'].map((room) => drafts.of(room));

describe('drafts', () => {
  it('wait in their rooms until they are sent', () => {
    const store = storage();
    const drafts = new Drafts('ada', () => store);
    drafts.keep('tea', 'half a sen');
    drafts.keep('lobby', 'another');
    expect(textsOf(drafts)).toEqual(['half a sen', 'another', '']);
    drafts.keep('tea', '');
    expect(textsOf(drafts)).toEqual(['', 'another', '']);
  });

  it('are there after a reload, for the same user', () => {
    const store = storage();
    new Drafts('ada', () => store).keep('tea', 'half a sen');
    expect(new Drafts('ada', () => store).of('tea')).toBe('half a sen');
    expect(new Drafts('bob', () => store).of('tea')).toBe('');
  });

  it('wait in the tab where storage is forbidden', () => {
    const drafts = new Drafts('ada', () => {
      throw new Error('forbidden');
    });
    drafts.keep('tea', 'half a sen');
    expect(textsOf(drafts)).toEqual(['half a sen', '', '']);
    drafts.keep('tea', '');
    expect(drafts.of('tea')).toBe('');
  });
});
