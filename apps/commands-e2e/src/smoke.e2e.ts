import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { runTool } from '@serverless-ws/command-line/run-tool.js';
import {
  startLocalStack,
  type LocalStack,
  type LocalStackOptions,
} from '@serverless-ws/local-stack/start-local-stack.js';
import { patientDeployment } from '@serverless-ws/scenarios/patient-deployment.js';

const PROD = { stage: 'prod', environment: { JWT_SECRET: 'q7Zf3kL0vX9sTb2mNc8RwYh5uJd1GaPe' } };

describe('npm run smoke', () => {
  let folder: string;
  let stack: LocalStack;

  const smoke = (token: string, ...flags: readonly string[]) =>
    runTool('scenarios/src/smoke/cli.ts', [stack.url, '--token', token, ...flags]);

  async function start(options: LocalStackOptions = {}): Promise<void> {
    folder = mkdtempSync(join(tmpdir(), 'smoke-'));
    stack = await startLocalStack({ serverlessFile: patientDeployment(folder), ...options });
  }
  afterEach(async () => {
    await stack.close();
    rmSync(folder, { recursive: true });
  });

  it('passes against a chat that is well, with an admin’s token as the documentation makes one', async () => {
    await start();
    const token = stack.token({ sub: '123', name: 'Operator', roles: ['admin'] });
    const { code, stdout } = await smoke(token, '--secret', stack.secret, '--unlimited');

    expect(stdout).toMatch(/\n\d+ passed, 0 failed, 2 skipped\n$/);
    expect(stdout.match(/\(needs .*/g)).toEqual(Array(2).fill('(needs to see inside the stack)'));
    expect(code).toBe(0);
  });

  it('passes where flood control allows each user ten messages', async () => {
    await start(PROD);
    const { code, stdout } = await smoke(stack.token({ sub: '123' }), '--secret', stack.secret);

    expect(stdout).toMatch(/\n\d+ passed, 0 failed, \d+ skipped\n$/);
    expect(stdout).toMatch(/ {2}skipped {2}unicode by user.* \(needs --unlimited\)\n/);
    expect(code).toBe(0);
  });

  it('waits as flood control says where there is no secret to make further users with', async () => {
    await start(PROD);
    const { code, stdout } = await smoke(stack.token({ sub: '123' }));

    expect(stdout).toMatch(/\n\d+ passed, 0 failed, \d+ skipped\n$/);
    expect(stdout).toMatch(/ {2}skipped {2}unicode by user.* \(needs --secret, --unlimited\)\n/);
    expect(code).toBe(0);
  });

  it('fails at once where the token is rejected, and says so once', async () => {
    await start();
    const { code, stdout, stderr } = await smoke(`${stack.token({ sub: '123' }).slice(0, -8)}AAAAAAAA`);

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe(`smoke: no connection to ${stack.url}: the handshake was refused with 401\n`);
  });

  it('fails at once where nothing listens, and says so once', async () => {
    await start();
    const token = stack.token({ sub: '123' });
    await stack.close();
    const { code, stdout, stderr } = await smoke(token);

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^smoke: no connection to ws:\/\/127\.0\.0\.1:\d+\/dev: .*ECONNREFUSED.*\n$/);
  });
});
