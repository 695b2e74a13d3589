import { describe, expect, it } from '@jest/globals';
import { logCursor, pageLimit } from './log-cursor.js';

describe('a cursor', () => {
  it.each([0, 1, Number.MAX_SAFE_INTEGER])('may stand at %d', (seq) => {
    expect(logCursor({ epoch: 'e', seq })).toEqual({ epoch: 'e', seq });
  });

  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER + 1])(
    'cannot stand at %d',
    (seq) => {
      expect(() => logCursor({ epoch: 'e', seq })).toThrow(
        expect.objectContaining({ code: 'invalid_cursor' }),
      );
    },
  );

  it('needs an epoch of 1 to 64 characters', () => {
    for (const epoch of ['', 'e'.repeat(65)]) {
      expect(() => logCursor({ epoch, seq: 0 })).toThrow(expect.objectContaining({ code: 'invalid_cursor' }));
    }
    expect(logCursor({ epoch: 'e'.repeat(64), seq: 0 }).seq).toBe(0);
  });
});

describe('the limit of a page', () => {
  it('is 50 when none is named, and else what is named, from 1 to 100', () => {
    expect([undefined, 1, 100].map(pageLimit)).toEqual([50, 1, 100]);
  });

  it.each([0, -1, 101, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('cannot be %d', (limit) => {
    expect(() => pageLimit(limit)).toThrow(expect.objectContaining({ code: 'invalid_limit' }));
  });
});
