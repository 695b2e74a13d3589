import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const { resolve } = createRequire(import.meta.url);
const folder = import.meta.dirname;

/** What a program prints, and its exit code. It is told nothing of the runner that starts it. */
function run(argv: readonly string[], options = ''): Promise<readonly [unknown, string]> {
  const env = { PATH: process.env['PATH'], NODE_OPTIONS: options };
  return new Promise((done) =>
    execFile(process.execPath, argv, { env, cwd: join(folder, '../..') }, (error, stdout, stderr) =>
      done([error?.code ?? 0, stdout + stderr]),
    ),
  );
}

/** Milliseconds that Jest gives a test unless told, which the projects of this workspace do. */
const DEFAULT_LIMIT = 5_000;

const HANGS = /MessageGateway\.deliver\(\) \(for \d+ ms\) did not settle: the case was given 4500 ms/;

describe('with nothing but its defaults, the contracts pass, and a case that hangs says what hangs, under', () => {
  it('node:test', async () => {
    const file = join(folder, 'contracts.node-test.ts');
    const flags = ['--conditions=@serverless-ws/source', '--import', resolve('tsx')];
    const [code, output] = await run([...flags, '--test', '--test-reporter=tap', file]);
    expect(output).toMatch(HANGS);
    expect(output).toContain('# fail 1\n');
    expect(output).toContain('# cancelled 0\n');
    expect(output).toContain('# skipped 13\n');
    expect(code).toBe(1);
  });

  it('Jest', async () => {
    const flags = ['--testMatch', '**/contracts.jest.ts', '--no-coverage', `--testTimeout=${DEFAULT_LIMIT}`];
    const [code, output] = await run(
      [resolve('jest/bin/jest'), ...flags],
      '--experimental-vm-modules --no-warnings',
    );
    expect(output).toMatch(HANGS);
    expect(output).not.toContain('Exceeded timeout');
    expect(output).toMatch(/Tests: +1 failed, 13 skipped, \d+ passed/);
    expect(code).toBe(1);
  });
});
