import { expect, it } from '@jest/globals';
import { SmokeRun } from './smoke-run.js';

// All that can be asked of a chat without limits: apps/chat-e2e asks the same of the same stack, without the command.
it('npm run smoke passes against a chat that is well, with an admin’s token as the documentation makes one', async () => {
  const run = new SmokeRun();
  try {
    const stack = await run.start();
    const token = stack.token({ sub: '123', name: 'Operator', roles: ['admin'] });
    const { code, stdout } = await run.smoke(token, '--secret', stack.secret, '--unlimited');

    expect(stdout).toMatch(/\n\d+ passed, 0 failed, 2 skipped\n$/);
    expect(stdout.match(/\(needs .*/g)).toEqual(Array(2).fill('(needs to see inside the stack)'));
    expect(code).toBe(0);
  } finally {
    await run.end();
  }
}, 600_000);
