import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runTool } from '../command-line/run-tool.js';
import { startLocalStack, type LocalStack } from '../local-stack/start-local-stack.js';

describe('npm run smoke', () => {
  let stack: LocalStack;

  beforeAll(async () => {
    stack = await startLocalStack();
  });
  afterAll(() => stack.close());

  it('passes against a chat that is well, for an admin as the documentation makes one, with all there is to tell from outside', async () => {
    const token = stack.token({ sub: '123', name: 'Operator', roles: ['admin'] });
    const { code, stdout } = await runTool('smoke/cli.ts', [
      stack.url,
      '--token',
      token,
      '--secret',
      stack.secret,
      '--unlimited',
    ]);

    expect(stdout).toMatch(/\n\d+ passed, 0 failed, 2 skipped\n$/);
    expect(code).toBe(0);
  });

  it('fails where nobody is let in', async () => {
    const token = `${stack.token({ sub: '123' }).slice(0, -8)}AAAAAAAA`;
    const { code, stdout } = await runTool('smoke/cli.ts', [stack.url, '--token', token]);

    expect(stdout).toMatch(/the handshake was refused with 401/);
    expect(code).toBe(1);
  });
});
