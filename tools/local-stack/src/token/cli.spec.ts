import { describe, expect, it } from '@jest/globals';
import jsonwebtoken from 'jsonwebtoken';
import { runTool } from '@serverless-ws/command-line/run-tool.js';

const dev = ['--sub', '123', '--name', 'Dev User', '--roles', 'admin', '--expires-in', '1h'];

describe('npm run token', () => {
  it('prints a token that the local secret verifies, and nothing else', async () => {
    const { code, stdout, stderr } = await runTool('local-stack/src/token/cli.ts', dev, {
      JWT_SECRET: 'a secret of at least thirty-two bytes',
    });

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const claims = jsonwebtoken.verify(stdout.trim(), 'a secret of at least thirty-two bytes', {
      algorithms: ['HS256'],
    });
    expect(claims).toMatchObject({ sub: '123', name: 'Dev User', roles: ['admin'] });
    expect(claims).toEqual(expect.objectContaining({ exp: expect.any(Number), iat: expect.any(Number) }));
  });

  it('says in one line that there is no secret to sign with', async () => {
    const url = 'wss://chat.example.com/prod';
    const run = await runTool('local-stack/src/token/cli.ts', [...dev, '--url', url]);

    expect(run).toEqual({
      code: 1,
      stdout: '',
      stderr: `token: JWT_SECRET is not set: that of ${url} signs its tokens\n`,
    });
  });

  it('answers bad flags with one line and exit code 2', async () => {
    const { code, stdout, stderr } = await runTool('local-stack/src/token/cli.ts', [
      '--sub',
      '123',
      '--rolls',
      'admin',
    ]);

    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: "token: Unknown option '--rolls'\n",
    });
  });
});
