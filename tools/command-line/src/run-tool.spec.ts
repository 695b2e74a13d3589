import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { cleanEnvironment, runTool, toolCommand } from './run-tool.js';

describe('a program of the workspace', () => {
  it('is run from its sources to its end, with what it is given to read', async () => {
    const { code, stdout, stderr } = await runTool('command-line/src/fixtures/echo.ts', ['3'], {}, 'hello\n');

    expect({ code, stdout, stderr }).toEqual({ code: 3, stdout: 'hello\n', stderr: 'to the end\n' });
  });

  it('is run as it was bundled, where a folder of bundles has it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bundled-programs-'));
    mkdirSync(join(folder, 'chat'));
    writeFileSync(join(folder, 'chat/cli.mjs'), "console.log('bundled', process.argv[2]);");
    process.env['BUNDLED_PROGRAMS'] = folder;
    try {
      expect(await runTool('chat/cli.ts', ['3'])).toEqual({ code: 0, stdout: 'bundled 3\n', stderr: '' });
      expect(toolCommand('command-line/src/fixtures/echo.ts').at(-1)).toMatch(/echo\.ts$/);
    } finally {
      delete process.env['BUNDLED_PROGRAMS'];
      rmSync(folder, { recursive: true });
    }
  });

  it('does not see that it runs inside of Jest, Nx or a Git hook', () => {
    process.env['GIT_DIR'] = '/nowhere';
    const environment = cleanEnvironment({ EXTRA: 'yes' });
    delete process.env['GIT_DIR'];

    expect(environment).toMatchObject({ EXTRA: 'yes', PATH: process.env['PATH'] });
    expect(Object.keys(environment).filter((name) => /^(JEST_|NX_|GIT_|NODE_OPTIONS)/.test(name))).toEqual(
      [],
    );
  });
});
