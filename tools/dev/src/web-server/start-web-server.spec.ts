import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cutOff, notRefused } from '@serverless-ws/local-stack/hostile-requests.fixture.js';
import { startWebServer, type WebServer } from './start-web-server.js';

describe('the page on this machine', () => {
  let folder: string;
  let server: WebServer;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'page-'));
    writeFileSync(join(folder, 'index.html'), '<title>chat</title>');
    server = await startWebServer({
      folder,
      webSocketUrl: 'ws://127.0.0.1:1/dev',
      mint: ({ sub, name, roles }) => [sub, name, ...roles].join('/'),
    });
  });
  afterEach(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const ask = async (path: string, init?: RequestInit) => {
    const response = await fetch(server.url + path, init);
    return { status: response.status, text: await response.text() };
  };

  it('is served with its settings', async () => {
    expect(await ask('')).toEqual({ status: 200, text: '<title>chat</title>' });
    expect(JSON.parse((await ask('config.json')).text)).toEqual({
      webSocketUrl: 'ws://127.0.0.1:1/dev',
      signInUrl: './token',
    });
    expect((await ask('nothing')).status).toBe(404);
    expect((await ask('%2e%2e/%2e%2e/etc/passwd')).status).toBe(404);
  });

  it('goes into no frame', async () => {
    const { headers } = await fetch(server.url);
    expect(headers.get('content-security-policy')).toBe("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('signs in every caller, under any name', async () => {
    expect(await ask('token?sub=ada&name=Ada', { method: 'POST' })).toEqual({ status: 200, text: 'ada/Ada' });
    const admin = await ask('token?sub=ada&name=Ada&role=admin', { method: 'POST' });
    expect(admin.text).toBe('ada/Ada/admin');
    expect((await ask('token?sub=ada&role=root', { method: 'POST' })).text).toBe('ada/ada');
    expect((await ask('token?sub=ada')).status).toBe(405);
    expect((await ask('token?sub=', { method: 'POST' })).status).toBe(400);
    expect((await ask('token?sub=ada%E3%85%A4', { method: 'POST' })).status).toBe(400);
    expect((await ask(`token?sub=${'x'.repeat(129)}`, { method: 'POST' })).status).toBe(400);
  });

  it('gives no token to a page from elsewhere, nor to a name that was made to point here', async () => {
    const origin = { origin: 'https://evil.example' };
    expect((await ask('token?sub=ada', { method: 'POST', headers: origin })).status).toBe(403);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const options = { method: 'POST', headers: { host: 'evil.example' } };
      httpRequest(`${server.url}token?sub=ada`, options, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });

  it('refuses pages from elsewhere and what is no request, and stays up', async () => {
    expect(await notRefused(server.url)).toEqual([]);
    await cutOff(server.url);

    expect((await ask('')).status).toBe(200);
  });

  it('says in one line that its port is taken', async () => {
    const port = Number(new URL(server.url).port);
    const another = startWebServer({ folder, port, webSocketUrl: '', mint: () => '' });
    await expect(another).rejects.toThrow(`port ${port} is taken; --web-port takes another`);
  });
});
