import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';

/** Runs the server from its sources. */
function runServer(environment: Record<string, string>) {
  const tsx = createRequire(import.meta.url).resolve('tsx');
  const argv = ['--conditions=@serverless-ws/source', '--import', tsx, join(import.meta.dirname, 'main.ts')];
  const child = spawn(process.execPath, argv, { env: { PATH: process.env['PATH'], ...environment } });
  child.stdout.setEncoding('utf8');
  child.stderr.setEncoding('utf8');
  return child;
}

describe('the server as a program', () => {
  it('fails without a secret', async () => {
    const child = runServer({});
    let told = '';
    child.stderr.on('data', (text) => (told += text));
    await once(child, 'close');
    expect(told).toContain('Set JWT_SECRET.');
  });

  it('prints its address, rejects a client without a token, and ends at SIGINT', async () => {
    const child = runServer({ JWT_SECRET: 'a secret of at least thirty-two bytes', PORT: '0' });
    const [line] = await once(child.stdout, 'data');
    const url = /ws:\S+/.exec(String(line))?.[0] ?? '';
    const [request, { statusCode }] = await once(new WebSocket(url), 'unexpected-response');
    request.destroy();
    expect(statusCode).toBe(401);
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([0, null]);
  });
});
