import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/** Runs the bot from its sources until it ends. */
function runBot(environment: Record<string, string>): Promise<{ stdout: string; stderr: string }> {
  const tsx = createRequire(import.meta.url).resolve('tsx');
  const argv = ['--conditions=@serverless-ws/source', '--import', tsx, join(import.meta.dirname, 'main.ts')];
  const env = { PATH: process.env['PATH'], ...environment };
  return new Promise((resolve) =>
    execFile(process.execPath, argv, { env }, (_, stdout, stderr) => resolve({ stdout, stderr })),
  );
}

describe('the bot as a program', () => {
  it('fails without an address and a token', async () => {
    expect((await runBot({})).stderr).toContain('Set CHAT_URL and CHAT_TOKEN.');
  });

  it('connects with its token, and exits when the token is rejected', async () => {
    const tokens: unknown[] = [];
    const server = createServer().on('upgrade', ({ headers }, socket) => {
      tokens.push(headers.authorization);
      socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { stdout } = await runBot({ CHAT_URL: `ws://127.0.0.1:${port}`, CHAT_TOKEN: 'a.b.c' });
    server.close();
    // Once more after the first 401, in case the token is fresh by then.
    expect(tokens).toEqual(['Bearer a.b.c', 'Bearer a.b.c']);
    expect(stdout).toBe('connecting \nconnecting \nclosed refused (401)\n');
  });
});
