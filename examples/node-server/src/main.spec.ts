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

  it('prints its address, rejects clients without a token and pages of other origins, and ends at SIGINT', async () => {
    const ORIGINS = 'https://chat.example https://app.example';
    const child = runServer({ JWT_SECRET: 'a secret of at least thirty-two bytes', PORT: '0', ORIGINS });
    const [line] = await once(child.stdout, 'data');
    const url = /ws:\S+/.exec(String(line))?.[0] ?? '';
    const statusOf = async (origin?: string) => {
      const [request, { statusCode }] = await once(new WebSocket(url, { origin }), 'unexpected-response');
      request.destroy();
      return statusCode;
    };
    expect([await statusOf(), await statusOf('https://app.example')]).toEqual([401, 401]);
    for (const origin of ['https://evil.example', 'http://127.0.0.1:3002', 'null'])
      expect(await statusOf(origin)).toBe(403);
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([0, null]);
  });
});
