import vm from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { coverageCopy } from './coverage-copy.mjs';

/** What a test file in a context of its own has covered. */
function covered(hits: number, hash = 'one') {
  const place = { path: 'a.ts', hash, statementMap: { 0: { start: { line: 1, column: 0 } } } };
  const file = { ...place, s: { 0: hits }, f: {}, b: { 0: [hits, 0] } };
  return vm.runInNewContext(`(${JSON.stringify({ 'a.ts': file })})`) as Parameters<typeof coverageCopy>[0];
}

describe('a copy of what was covered', () => {
  it('is what was covered, out of its context', () => {
    const copy = coverageCopy(covered(3))['a.ts'];
    expect(copy).toMatchObject({ path: 'a.ts', s: { 0: 3 }, b: { 0: [3, 0] } });
    const objects = [copy, copy?.s, copy?.b['0'], copy?.['statementMap']];
    expect(objects.map((object) => object instanceof Object)).toEqual([true, true, true, true]);
  });

  it('has counts of its own, and the places of the first', () => {
    const [first, second] = [covered(1), covered(2)].map((one) => coverageCopy(one)['a.ts']);
    expect([first?.s, second?.s]).toEqual([{ 0: 1 }, { 0: 2 }]);
    expect(second?.['statementMap']).toBe(first?.['statementMap']);
  });

  it('has places of its own where the code is another', () => {
    const [first, second] = ['one', 'two'].map((hash) => coverageCopy(covered(1, hash))['a.ts']);
    expect(second?.['statementMap']).not.toBe(first?.['statementMap']);
    expect(second?.hash).toBe('two');
  });

  it('is empty where nothing is counted', () => {
    expect(coverageCopy()).toEqual({});
  });
});
