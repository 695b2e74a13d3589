import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { bundlePrograms } from './bundle-programs.mjs';

const root = join(import.meta.dirname, '../../..');
// Inside the workspace, where npm packages are found.
const cache = join(root, 'node_modules/.cache');

let outdir: string;

beforeAll(async () => {
  mkdirSync(cache, { recursive: true });
  outdir = mkdtempSync(join(cache, 'programs-'));
  await bundlePrograms({ outdir, tools: ['scenarios'] });
});

afterAll(() => rmSync(outdir, { recursive: true }));

describe('the bundled programs', () => {
  it('are those of the tools that were asked for', () => {
    const programs = readdirSync(outdir, { recursive: true }).filter((file) =>
      String(file).endsWith('/cli.mjs'),
    );
    expect(programs).toContain('scenarios/src/smoke/cli.mjs');
    expect(programs.filter((program) => !String(program).startsWith('scenarios/'))).toEqual([]);
  });

  it('run by themselves, as their sources do', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      join(outdir, 'scenarios/src/smoke/cli.mjs'),
      '--help',
    ]);
    expect(stdout).toMatch(/smoke/);
  });
});
