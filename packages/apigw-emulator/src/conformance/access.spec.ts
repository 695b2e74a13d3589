import { describe, expect } from '@jest/globals';
import { connect, refusedBy } from './harness/client.js';
import { RawSocket, upgradeRequest } from './harness/raw-socket.js';
import { rule } from './harness/rule.js';
import { signedHeaders } from './harness/sign.js';

/** The status of the response to raw bytes; `closed` where the gateway closes without one. */
async function statusOf(url: string, bytes: string): Promise<number | 'closed'> {
  const raw = await RawSocket.open(url);
  raw.socket.write(bytes);
  const head = await raw.headOfAnswer().catch(() => '');
  raw.socket.destroy();
  return head === '' ? 'closed' : Number(head.split(' ')[1]);
}

const plain = (target: string, ...headers: string[]) =>
  [`GET ${target} HTTP/1.1`, ...headers, '', ''].join('\r\n');
const handshakeTo = (host: string, ...headers: string[]) =>
  upgradeRequest('/local', ...headers).replace('Host: localhost', `Host: ${host}`);

const TARGETS = [
  '//',
  '//evil.example/local',
  'http://[',
  'http://127.0.0.1/local',
  '*',
  'local',
  '/local%',
  '/local%zz',
  '/%ff',
  '/local#here',
];

describe('The gateway, on a developer’s machine,', () => {
  rule('host-header', async (start) => {
    const api = await start();
    for (const headers of [[], ['Host: localhost', 'Host: localhost'], ['Host: a@b'], ['Host: []']])
      expect(await statusOf(api.gateway.url, plain('/local', ...headers))).toBe(400);
    const early = upgradeRequest('/local').replace('HTTP/1.1', 'HTTP/1.0').replace('Host: localhost\r\n', '');
    expect(await statusOf(api.gateway.url, early)).toBe(400);
    expect(api.events).toEqual([]);
  });

  rule('bad-target', async (start) => {
    const api = await start();
    for (const target of TARGETS) {
      expect([target, await statusOf(api.gateway.url, plain(target, 'Host: localhost'))]).toEqual([
        target,
        400,
      ]);
      expect([target, await statusOf(api.gateway.url, upgradeRequest(target))]).toEqual([target, 400]);
    }
    expect(api.events).toEqual([]);
  });

  rule('untrusted-host', async (start) => {
    const api = await start({ allowedHosts: ['Chat.Lan'] });
    for (const host of [
      'evil.example',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      '127.1',
      'x.chat.lan',
    ])
      expect([host, await statusOf(api.gateway.url, handshakeTo(`${host}:3001`))]).toEqual([host, 403]);
    expect(await statusOf(api.gateway.url, plain('/local/@connections/x', 'Host: evil.example'))).toBe(403);
    expect(api.events).toEqual([]);
    for (const host of [
      'localhost',
      'LOCALHOST:1',
      'app.localhost',
      '127.0.0.1:80',
      '[::1]:3001',
      '192.168.1.7',
      'chat.lan',
    ])
      expect([host, await statusOf(api.gateway.url, handshakeTo(host))]).toEqual([host, 101]);
  });

  rule('untrusted-origin', async (start) => {
    const api = await start({ allowedOrigins: ['https://app.example'] });
    const untrusted = [
      'https://evil.example',
      'http://localhost.evil.example',
      'null',
      'file://',
      'localhost',
    ];
    for (const origin of [
      ...untrusted,
      'http://127.0.0.1@evil.example',
      'http://10.0.0.7',
      'https://app.example:8443',
    ])
      expect(await refusedBy(api.gateway.url, { headers: { Origin: origin } })).toMatchObject({
        status: 403,
        body: '{"message":"untrusted origin"}',
      });
    expect(api.events).toEqual([]);
    await connect(api.gateway.url, { headers: { Origin: 'https://app.example' } });
  });

  rule('local-origin', async (start) => {
    const { gateway } = await start({ allowedHosts: ['chat.lan'] });
    for (const origin of [
      'http://localhost:5173',
      'https://app.localhost',
      'http://127.0.0.1:3000',
      'http://[::1]:3000',
    ])
      await connect(gateway.url, { headers: { Origin: origin } });
    for (const host of ['chat.lan', '192.168.1.7'])
      await connect(gateway.url, { headers: { Host: host, Origin: `https://${host}:8443` } });
    await connect(gateway.url);
    const wide = await start({ host: '0.0.0.0', allowedHosts: ['chat.lan'] });
    const url = wide.gateway.url.replace('0.0.0.0', '127.0.0.1');
    await connect(url);
    await connect(url, { headers: { Host: 'chat.lan', Origin: 'https://chat.lan' } });
    expect(await refusedBy(url, { headers: { Host: 'other.lan' } })).toMatchObject({ status: 403 });
  });

  rule('management-origin', async (start) => {
    const api = await start({ allowedOrigins: ['https://app.example'] });
    const { id } = await api.connected();
    const url = `${api.gateway.managementUrl}/%40connections/${encodeURIComponent(id)}`;
    const call = async (origin: string) => {
      const headers = signedHeaders({ method: 'GET', url, now: api.clock.now() });
      return (await fetch(url, { headers: { ...headers, origin } })).status;
    };
    expect(await call('http://localhost:5173')).toBe(403);
    expect(await call('https://app.example')).toBe(200);
    expect((await api.call('GET', id)).status).toBe(200);
  });

  rule('hostile-requests', async (start) => {
    const { gateway } = await start();
    const host = 'Host: localhost\r\n';
    const requests = [
      `CONNECT evil.example:443 HTTP/1.1\r\n${host}\r\n`,
      `OPTIONS * HTTP/1.1\r\n${host}\r\n`,
      `GET /local HTTP/1.1\r\n${host}X: ${'x'.repeat(20_000)}\r\n\r\n`,
      `GET ${'/'.repeat(20_000)} HTTP/1.1\r\n${host}\r\n`,
      `POST /local HTTP/1.1\r\n${host}Content-Length: -1\r\n\r\n`,
      `GET /local HTTP/1.1\r\n${host}Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
      `GET // HTTP/1.1\r\n${host}Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
      `GET http://[ HTTP/1.1\r\n${host}Expect: everything\r\n\r\n`,
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      '\u0016\u0003\u0001\u0002',
      'GET\r\n\r\n',
    ];
    for (const request of requests)
      expect(['closed', 400, 403, 414, 417, 431]).toContain(await statusOf(gateway.url, request));
    const halfSent = await RawSocket.open(gateway.url);
    halfSent.socket.write(`POST /local HTTP/1.1\r\n${host}Content-Length: 9\r\n\r\nx`);
    halfSent.socket.resetAndDestroy();
    await halfSent.ended;
    await connect(gateway.url);
  });
});
