/** The part of Jest's `--json` output that is counted. */
export interface JestResults {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  /** Files that broke before their first test. */
  readonly numRuntimeErrorTestSuites: number;
}

/** What a run of all stages came to. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Adds up all tests. A stage that failed although none of its tests did (lint, a coverage floor) is one failure more,
 * and so is a run without any test.
 *
 * @param failedStages - how many stages failed
 */
export function tally(results: readonly JestResults[], failedStages: number): Tally {
  const sum = (count: (result: JestResults) => number) =>
    results.reduce((total, one) => total + count(one), 0);
  const passed = sum((result) => result.numPassedTests);
  const failedTests = sum((result) => result.numFailedTests + result.numRuntimeErrorTestSuites);
  const explained = results.some((result) => result.numFailedTests + result.numRuntimeErrorTestSuites > 0)
    ? 1
    : 0;
  const silent = Math.max(0, failedStages - explained) + (passed + failedTests === 0 ? 1 : 0);
  const skipped = sum((result) => result.numPendingTests + result.numTodoTests);
  return { passed, failed: failedTests + silent, skipped };
}

/** The closing line of a run. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
