import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../model/limits.js';
import { entryBytes, type LogEntry } from '../../model/log-entry.js';
import { PageBuilder } from './log-page.js';

const position = (seq: number, text?: string): LogEntry => {
  const entry = { seq, reservedAt: 1, expiresAt: 2 };
  if (text === undefined) return { ...entry, kind: 'filler' };
  return { ...entry, kind: 'message', id: 'm', sender: { id: 'u', name: 'U' }, text };
};

describe('a page under construction', () => {
  it('takes as many positions as its limit, fillers included', () => {
    const page = new PageBuilder(3);
    expect(
      [position(1, 'a'), position(2), position(3, 'b'), position(4, 'c')].map((entry) => page.add(entry)),
    ).toEqual([true, true, true, false]);
    expect(page.entries.map(({ seq }) => seq)).toEqual([1, 3]);
    expect(page.remaining).toBe(0);
  });

  it('takes its first entry whatever its size, and then only what fits', () => {
    const page = new PageBuilder(100);
    expect(page.add(position(1, 'x'.repeat(2 * LIMITS.pageBytes)))).toBe(true);
    expect(page.add(position(2, 'x'))).toBe(false);
    expect(page.remaining).toBe(0);
  });

  it('is filled to the last byte, and not beyond', () => {
    const empty = entryBytes(position(1, ''));
    const first = position(1, 'x'.repeat(1_000));
    for (const [beyond, fits] of [
      [0, true],
      [1, false],
    ] as const) {
      const page = new PageBuilder(100);
      page.add(first);
      const rest = LIMITS.pageBytes - entryBytes(first) + beyond;
      expect(page.add(position(2, 'x'.repeat(rest - empty)))).toBe(fits);
    }
  });

  it('requests few entries at first, then what should fit', () => {
    const page = new PageBuilder(100);
    expect(page.remaining).toBe(8);
    page.add(position(1, 'x'.repeat(1_000)));
    expect(page.remaining).toBeGreaterThan(20);
    expect(page.remaining).toBeLessThan(31);
    expect(new PageBuilder(2).remaining).toBe(2);
  });

  it('requests three times as many as before after fillers, as what is below them may be large', () => {
    const page = new PageBuilder(100);
    page.add(position(1));
    expect(page.remaining).toBe(24);
    for (let seq = 2; seq <= 20; seq += 1) page.add(position(seq));
    expect(page.remaining).toBe(60);
  });
});
