import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { evaluatePolicy, glob } from './policy.js';

describe('a policy pattern', () => {
  it('matches the same texts as the equivalent regular expression', () => {
    const letters = (...extra: string[]) =>
      fc.string({ unit: fc.constantFrom('a', 'b', '.', ...extra), maxLength: 12 });
    fc.assert(
      fc.property(letters('*', '?'), letters(), (pattern, text) => {
        const source = pattern.replace(/\./g, '\\.').replace(/\*/g, '.*').replace(/\?/g, '.');
        expect(glob(pattern, text)).toBe(new RegExp(`^${source}$`).test(text));
      }),
      { seed: 1, numRuns: 2_000 },
    );
  });

  it('takes no exponential time', () => {
    expect(glob('*a'.repeat(5_000), 'a'.repeat(10_000).concat('b'))).toBe(false);
  });
});

describe('a policy document', () => {
  it('is at worst malformed, for any value, and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (document) => {
        expect(['allow', 'explicitDeny', 'implicitDeny', 'malformed']).toContain(
          evaluatePolicy(document, 'a:b', 'arn'),
        );
      }),
      { seed: 1 },
    );
  });
});
