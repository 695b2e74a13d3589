import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SmokeRun } from './smoke-run.js';

const PROD = { stage: 'prod', environment: { JWT_SECRET: 'q7Zf3kL0vX9sTb2mNc8RwYh5uJd1GaPe' } };
/** Waits for flood control are two seconds at most. */
const HASTY = { ...PROD, environment: { ...PROD.environment, CHAT_FLOOD_WINDOW_SECONDS: '2' } };

describe('npm run smoke', () => {
  let run: SmokeRun;

  beforeEach(() => {
    run = new SmokeRun();
  });
  afterEach(() => run.end());

  it('passes where flood control allows each user ten messages', async () => {
    const stack = await run.start(PROD);
    const admin = stack.token({ sub: '123', name: 'Operator', roles: ['admin'] });
    const { code, stdout } = await run.smoke(admin, '--secret', stack.secret);

    expect(stdout).toMatch(/\n\d+ passed, 0 failed, \d+ skipped\n$/);
    expect(stdout).toMatch(/ {2}skipped {2}unicode by user.* \(needs --unlimited\)\n/);
    expect(code).toBe(0);
  });

  it('waits as flood control says where there is no secret to make further users with', async () => {
    const stack = await run.start(HASTY);
    const { code, stdout } = await run.smoke(stack.token({ sub: '123' }));

    expect(stdout).toMatch(/\n\d+ passed, 0 failed, \d+ skipped\n$/);
    expect(stdout).toMatch(/ {2}skipped {2}unicode by user.* \(needs --secret, --unlimited\)\n/);
    expect(code).toBe(0);
  });

  it('fails at once where the token or the secret is rejected, or nothing listens, and says so once', async () => {
    const stack = await run.start();
    const token = stack.token({ sub: '123' });
    const rejected = await run.smoke(`${token.slice(0, -8)}AAAAAAAA`);
    expect(rejected).toEqual({
      code: 1,
      stdout: '',
      stderr: `smoke: no connection to ${stack.url}: the handshake was refused with 401\n`,
    });
    const another = await run.smoke(token, '--secret', [...stack.secret].reverse().join(''));
    expect(another).toEqual({
      code: 1,
      stdout: '',
      stderr: `smoke: no connection to ${stack.url} with a token of --secret: the handshake was refused with 401\n`,
    });

    await stack.close();
    const { code, stdout, stderr } = await run.smoke(token);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^smoke: no connection to ws:\/\/127\.0\.0\.1:\d+\/dev: .*ECONNREFUSED.*\n$/);
  });
});
