import { describe, expect, it } from '@jest/globals';
import { valueOf } from './expression.js';

describe('metric math', () => {
  it.each([
    ['1 + 2 * 3 - 4 / 2', 5],
    ['(1 + 2) * 3', 9],
    ['errors - refused', 4],
    ['100 * FILL(connects, 0) / 60 / 400', 100],
    ['FILL(missing, 0) + errors', 6],
    ['IF(errors > 5, 100 * errors / 12, 0)', 50],
    ['IF(errors > 6, 1, 0)', 0],
    ['MAX([FILL(errors, 0) / 2, FILL(missing, 0), refused])', 3],
    ['missing + 1', undefined],
    ['IF(missing > 1, 1, 0)', undefined],
  ])('%s is %s', (expression, expected) => {
    expect(valueOf(expression, { errors: 6, refused: 2, connects: 24_000 })).toBe(expected);
  });

  it.each(['errors +', 'AVG(errors)', 'errors ; 1', 'FILL(errors, 0', '1 2'])('refuses %s', (expression) => {
    expect(() => valueOf(expression, { errors: 6 })).toThrow(TypeError);
  });
});
