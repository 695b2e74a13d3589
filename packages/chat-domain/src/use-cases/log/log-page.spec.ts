import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../model/limits.js';
import { entryBytes, type LogEntry } from '../../model/log-entry.js';
import { PageBuilder } from './log-page.js';

const place = (seq: number, text?: string): LogEntry => {
  const entry = { seq, takenAt: 1, expiresAt: 2 };
  if (text === undefined) return { ...entry, kind: 'void' };
  return { ...entry, kind: 'message', id: 'm', sender: { id: 'u', name: 'U' }, text };
};

describe('a page under construction', () => {
  it('takes as many places as its limit, voids included', () => {
    const page = new PageBuilder(3);
    expect([place(1, 'a'), place(2), place(3, 'b'), place(4, 'c')].map((entry) => page.add(entry))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(page.entries.map(({ seq }) => seq)).toEqual([1, 3]);
    expect(page.appetite).toBe(0);
  });

  it('takes its first entry whatever its size, and then only what fits', () => {
    const page = new PageBuilder(100);
    expect(page.add(place(1, 'x'.repeat(2 * LIMITS.pageBytes)))).toBe(true);
    expect(page.add(place(2, 'x'))).toBe(false);
    expect(page.appetite).toBe(0);
  });

  it('is filled to the last byte, and not beyond', () => {
    const empty = entryBytes(place(1, ''));
    const first = place(1, 'x'.repeat(1_000));
    for (const [beyond, fits] of [
      [0, true],
      [1, false],
    ] as const) {
      const page = new PageBuilder(100);
      page.add(first);
      const rest = LIMITS.pageBytes - entryBytes(first) + beyond;
      expect(page.add(place(2, 'x'.repeat(rest - empty)))).toBe(fits);
    }
  });

  it('asks for few entries at first, then for what should fit', () => {
    const page = new PageBuilder(100);
    expect(page.appetite).toBe(8);
    page.add(place(1, 'x'.repeat(1_000)));
    expect(page.appetite).toBeGreaterThan(20);
    expect(page.appetite).toBeLessThan(31);
    expect(new PageBuilder(2).appetite).toBe(2);
  });

  it('asks for all the rest after voids, which weigh nothing', () => {
    const page = new PageBuilder(100);
    page.add(place(1));
    expect(page.appetite).toBe(99);
  });
});
