import { once } from 'node:events';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { guardRequests } from './guard-requests.js';

describe('a guarded server', () => {
  const seen: string[] = [];
  let server: Server;

  beforeEach(async () => {
    seen.length = 0;
    server = createServer((request, response) => {
      seen.push(request.url ?? '');
      response.setHeader('Access-Control-Allow-Origin', '*').end('open');
    });
    guardRequests(server, { allowedHosts: ['db.lan'], allowedOrigins: ['https://admin.example'] });
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterEach(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));

  /** The status of a request. */
  function statusOf(
    path: string,
    headers: Readonly<Record<string, string>> = {},
    body = '',
  ): Promise<number> {
    const { port } = server.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      const sent = httpRequest({ port, host: '127.0.0.1', method: 'POST', path, headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      sent.once('error', reject).end(body);
    });
  }

  it('answers programs, and what its settings allow', async () => {
    expect(await statusOf('/programs')).toBe(200);
    expect(await statusOf('/host', { host: 'db.lan' })).toBe(200);
    expect(await statusOf('/origin', { origin: 'https://admin.example' })).toBe(200);
    expect(seen).toEqual(['/programs', '/host', '/origin']);
  });

  it('shows its listeners nothing of a page from elsewhere, of an untrusted name, of a bad target', async () => {
    expect(await statusOf('/', { origin: 'https://evil.example' }, 'x'.repeat(1_000_000))).toBe(403);
    expect(await statusOf('/', { origin: 'http://localhost:5173' })).toBe(403);
    expect(await statusOf('/', { host: 'evil.example' })).toBe(403);
    expect(await statusOf('//')).toBe(400);
    expect(await statusOf('http://[')).toBe(400);
    expect(seen).toEqual([]);
  });
});
