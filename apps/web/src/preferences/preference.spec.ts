import { describe, expect, it } from '@jest/globals';
import { Preference } from './preference.js';

function storage() {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
}

describe('a preference', () => {
  it('is what was chosen, also by a page that is opened later', () => {
    const kept = storage();
    const theme = new Preference('theme', ['system', 'dark'], () => kept);
    let changes = 0;
    const stop = theme.subscribe(() => (changes += 1));
    expect(theme.current).toBe('system');
    theme.choose('dark');
    expect(new Preference('theme', ['system', 'dark'], () => kept).current).toBe('dark');
    theme.choose('system');
    expect(kept.items.size).toBe(0);
    stop();
    theme.choose('dark');
    expect(changes).toBe(2);
  });

  it('is the standard where the browser remembers something else, or may not remember', () => {
    const kept = storage();
    kept.setItem('preference:theme', 'pink');
    expect(new Preference('theme', ['system', 'dark'], () => kept).current).toBe('system');
    const forbidden = new Preference<'system' | 'dark'>('theme', ['system', 'dark'], () => {
      throw new Error('forbidden');
    });
    forbidden.choose('dark');
    expect(forbidden.current).toBe('dark');
  });
});
