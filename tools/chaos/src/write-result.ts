import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { JestResults } from '@serverless-ws/command-line/tally.js';

/** Writes how a run ended, in the form in which Jest does: a run is one test. Does nothing without a file. */
export async function writeResult(file: string | null, isKept: boolean): Promise<void> {
  if (file === null) return;
  const results: JestResults = {
    numPassedTests: isKept ? 1 : 0,
    numFailedTests: isKept ? 0 : 1,
    numPendingTests: 0,
    numTodoTests: 0,
    numRuntimeErrorTestSuites: 0,
  };
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(results));
}
