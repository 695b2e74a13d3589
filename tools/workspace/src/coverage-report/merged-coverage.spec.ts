import { describe, expect, it } from '@jest/globals';
import { coverageThresholds } from '../../../../jest.preset.mjs';
import type { CoverageReport } from './merged-coverage.js';
import { mergedCoverage, shortfalls } from './merged-coverage.js';

const place = { start: { line: 1, column: 0 }, end: { line: 1, column: 9 } };

/** A file with one function, one branch of two arms, and `hits.length` statements on lines of their own. */
function report(path: string, hits: readonly number[], arms: [number, number] = [1, 1]): CoverageReport {
  const statement = (line: number) => ({ start: { line, column: 0 }, end: { line, column: 9 } });
  return {
    [path]: {
      path,
      statementMap: Object.fromEntries(hits.map((_, index) => [index, statement(index + 1)])),
      s: Object.fromEntries(hits.map((hit, index) => [index, hit])),
      fnMap: { 0: { name: 'run', decl: place, loc: place, line: 1 } },
      f: { 0: hits[0] ?? 0 },
      branchMap: { 0: { type: 'if', loc: place, locations: [place, place], line: 1 } },
      b: { 0: arms },
    },
  };
}

describe('merged coverage', () => {
  it('adds up what several projects measured', () => {
    const merged = mergedCoverage([report('/a.ts', [1, 1, 1]), report('/b.ts', [0])]);

    expect(merged.statements).toEqual({ total: 4, covered: 3, percent: 75 });
    expect(merged.functions).toEqual({ total: 2, covered: 1, percent: 50 });
  });

  it('counts a file once that two projects ran, with the hits of both', () => {
    const merged = mergedCoverage([report('/a.ts', [1, 0], [1, 0]), report('/a.ts', [0, 1], [0, 1])]);

    expect(merged.statements).toEqual({ total: 2, covered: 2, percent: 100 });
    expect(merged.branches).toEqual({ total: 2, covered: 2, percent: 100 });
  });

  it('is satisfied at the floors', () => {
    expect(shortfalls(mergedCoverage([report('/a.ts', [1, 1])]), coverageThresholds)).toEqual([]);
  });

  it('names each figure that is below its floor', () => {
    const merged = mergedCoverage([report('/a.ts', [0, 1], [1, 0])]);

    expect(shortfalls(merged, coverageThresholds)).toEqual([
      'statements: 50 % is below the floor of 90 %',
      'lines: 50 % is below the floor of 90 %',
      'functions: 0 % is below the floor of 80 %',
      'branches: 50 % is below the floor of 69 %',
    ]);
  });

  it('does not take an empty report for full coverage', () => {
    expect(shortfalls(mergedCoverage([]), coverageThresholds)).toHaveLength(4);
    expect(shortfalls(mergedCoverage([]), coverageThresholds)[0]).toBe('statements: nothing was measured');
  });
});
