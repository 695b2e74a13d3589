import { describe, expect, it } from '@jest/globals';
import { cleanEnvironment, runTool } from './run-tool.js';

describe('a program of the workspace', () => {
  it('is run from its sources to its end, with what it is given to read', async () => {
    const { code, stdout, stderr } = await runTool('command-line/src/fixtures/echo.ts', ['3'], {}, 'hello\n');

    expect({ code, stdout, stderr }).toEqual({ code: 3, stdout: 'hello\n', stderr: 'to the end\n' });
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
