import { describe, expect, it } from '@jest/globals';
import { closingLine, tally } from './tally.js';

const result = (passed: number, failed = 0, broken = 0, skipped = 0) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: skipped,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: broken,
});

describe('the closing line of CI', () => {
  it('adds up the tests of all projects', () => {
    expect(closingLine(tally([result(10), result(5)], 0))).toBe('15 passed, 0 failed');
  });

  it('counts a file that broke before its first test as a failure', () => {
    expect(closingLine(tally([result(10, 1), result(5, 0, 1)], 1))).toBe('15 passed, 2 failed');
  });

  it('counts a stage that failed without a failed test', () => {
    expect(closingLine(tally([result(10)], 2))).toBe('10 passed, 2 failed');
  });

  it('does not count a failed test twice because its stage failed, too', () => {
    expect(closingLine(tally([result(10, 3)], 1))).toBe('10 passed, 3 failed');
  });

  it('never calls a run without tests a success', () => {
    expect(closingLine(tally([], 0))).toBe('0 passed, 1 failed');
  });

  it('mentions tests that were left out', () => {
    expect(closingLine(tally([result(10, 0, 0, 2)], 0))).toBe('10 passed, 0 failed, 2 skipped');
  });
});
