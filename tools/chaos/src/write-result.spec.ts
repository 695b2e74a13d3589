import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { closingLine, tally } from '@serverless-ws/command-line/tally.js';
import { writeResult } from './write-result.js';

it('the result of a run counts as one test, passed or failed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chaos-result-'));
  const file = join(folder, 'coverage', 'chaos-results.json');
  const closing = async (isKept: boolean) => {
    await writeResult(file, isKept);
    return closingLine(tally([JSON.parse(await readFile(file, 'utf8'))], isKept ? 0 : 1));
  };
  expect(await closing(true)).toBe('1 passed, 0 failed');
  expect(await closing(false)).toBe('0 passed, 1 failed');
  await rm(folder, { recursive: true });
});
