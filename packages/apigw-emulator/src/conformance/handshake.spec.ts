import { describe, expect } from '@jest/globals';
import { connect, refusedBy } from './harness/client.js';
import { RawSocket, upgradeRequest } from './harness/raw-socket.js';
import { rule } from './harness/rule.js';
import { answering, throwing, never } from './harness/test-routes.js';

const protocol = (name: string) =>
  answering({ statusCode: 200, headers: { 'Sec-WebSocket-Protocol': name } });

describe('The gateway, at the handshake,', () => {
  rule('stage-path', async (start) => {
    const { gateway } = await start({ stage: 'dev' });
    expect(gateway.url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/dev$/);
    await connect(gateway.url);
    await connect(`${gateway.url}/?a=b`);
    expect(gateway.connections()).toHaveLength(2);
  });

  rule('other-path', async (start) => {
    const { gateway } = await start();
    const root = new URL(gateway.url).origin;
    for (const path of ['', '/', '/other', '/local/more', '/local%2F']) {
      expect(await refusedBy(`${root}${path}`)).toMatchObject({
        status: 403,
        errorType: 'ForbiddenException',
      });
    }
  });

  rule('plain-http', async (start) => {
    const { gateway } = await start();
    expect((await fetch(gateway.managementUrl)).status).toBe(403);
    const raw = await RawSocket.open(gateway.url);
    raw.socket.write('CONNECT /local HTTP/1.1\r\nHost: localhost\r\n\r\n');
    expect(await raw.headOfAnswer()).toMatch(/^HTTP\/1\.1 403 /);
    await raw.ended;
  });

  rule('bad-upgrade', async (start) => {
    const api = await start();
    const good = upgradeRequest('/local');
    const broken = [
      good.replace('Version: 13', 'Version: 12'),
      good.replace(/Key: .*/, 'Key: short'),
      good.replace(/Sec-WebSocket-Key: .*\r\n/, ''),
      good.replace('Upgrade: websocket', 'Upgrade: h2c'),
      good.replace('GET', 'POST'),
      upgradeRequest('/local', 'Sec-WebSocket-Protocol: a, a'),
      upgradeRequest('/local', 'Sec-WebSocket-Protocol: a b'),
      upgradeRequest('/local', 'Sec-WebSocket-Protocol: a,,b'),
      upgradeRequest('/local', 'Content-Length: 5'),
      upgradeRequest('/local', 'Transfer-Encoding: chunked'),
    ];
    for (const request of broken) {
      const raw = await RawSocket.open(api.gateway.url);
      raw.socket.write(request);
      expect(await raw.headOfAnswer()).toMatch(/^HTTP\/1\.1 400 /);
      await raw.ended;
    }
    expect(api.events).toEqual([]);
  });

  rule('pipelined-upgrade', async (start) => {
    const api = await start();
    const early = 'GET /local/@connections/AAAAAAAAAAAAAAA= HTTP/1.1\r\nHost: localhost\r\n\r\n';
    const raw = await RawSocket.open(api.gateway.url);
    raw.socket.write(early + upgradeRequest('/local'));
    expect((await raw.ended).toString()).not.toContain('101 Switching Protocols');
    expect(api.events).toEqual([]);
    const patient = await RawSocket.open(api.gateway.url);
    patient.socket.write(early);
    expect(await patient.headOfAnswer()).toMatch(/^HTTP\/1\.1 403 /);
    patient.socket.write(upgradeRequest('/local'));
    await api.event('CONNECT');
    patient.socket.destroy();
  });

  rule('header-size', async (start) => {
    const api = await start();
    const raw = await RawSocket.open(api.gateway.url);
    raw.socket.write(upgradeRequest('/local', `X-Long: ${'x'.repeat(16 * 1024)}`));
    expect(await raw.headOfAnswer()).toMatch(/^HTTP\/1\.1 431 /);
    await raw.ended;
    expect(api.events).toEqual([]);
  });

  rule('url-length', async (start) => {
    const { gateway } = await start();
    const longest = `${gateway.url}?q=${'x'.repeat(4096 - '/local?q='.length)}`;
    await connect(longest);
    expect(await refusedBy(`${longest}x`)).toMatchObject({ status: 414 });
  });

  rule('connect-pending', async (start) => {
    let respond: (value: unknown) => void = () => undefined;
    const invoke = () => new Promise((resolve) => (respond = resolve));
    const api = await start({ routes: { $connect: { invoke } } });
    const client = connect(api.gateway.url);
    await api.event('CONNECT');
    expect(api.gateway.connections()).toHaveLength(0);
    respond({ statusCode: 200 });
    await client;
    expect(api.gateway.connections()).toHaveLength(1);
  });

  rule('connect-optional', async (start) => {
    const { gateway } = await start({ routes: { $connect: undefined } });
    await connect(gateway.url);
  });

  rule('connect-refuses', async (start) => {
    for (const statusCode of [301, 400, 401, 403, 404, 429, 500, 503]) {
      const api = await start({ routes: { $connect: answering({ statusCode }) } });
      expect(await refusedBy(api.gateway.url)).toMatchObject({ status: statusCode });
    }
    for (const statusCode of [200, 201, 204, '200']) {
      const api = await start({ routes: { $connect: answering({ statusCode }) } });
      await connect(api.gateway.url);
    }
  });

  rule('connect-throws', async (start) => {
    const { gateway } = await start({ routes: { $connect: throwing } });
    expect(await refusedBy(gateway.url)).toMatchObject({
      status: 502,
      body: '{"message":"Internal server error"}',
    });
  });

  rule('connect-malformed', async (start) => {
    const responses = [undefined, null, 200, 'ok', [], {}, { statusCode: 'x' }, { statusCode: 99 }];
    const worse = [{ statusCode: 200, body: {} }, { statusCode: 200, headers: 'x' }, { statusCode: 101 }];
    for (const response of [...responses, ...worse]) {
      const { gateway } = await start({ routes: { $connect: answering(response) } });
      expect(await refusedBy(gateway.url)).toMatchObject({ status: 502 });
    }
  });

  rule('connect-timeout', async (start) => {
    const api = await start({ routes: { $connect: never } });
    const refused = refusedBy(api.gateway.url);
    await api.event('CONNECT');
    api.clock.advance(29_000);
    expect(await refused).toMatchObject({ status: 504 });
  });

  rule('subprotocol', async (start) => {
    const { gateway } = await start({ routes: { $connect: protocol('chat.v1') } });
    const client = await connect(gateway.url, { protocols: ['token.abc', 'chat.v1'] });
    expect(client.headers['sec-websocket-protocol']).toBe('chat.v1');
  });

  rule('subprotocol-none', async (start) => {
    const { gateway } = await start();
    const raw = await RawSocket.open(gateway.url);
    raw.socket.write(upgradeRequest('/local', 'Sec-WebSocket-Protocol: chat.v1'));
    const head = await raw.headOfAnswer();
    expect(head).toMatch(/^HTTP\/1\.1 101 /);
    expect(head).not.toMatch(/sec-websocket-protocol/i);
    raw.socket.destroy();
  });

  rule('subprotocol-invalid', async (start) => {
    const { gateway } = await start({ routes: { $connect: protocol('a\r\nX-Injected: 1') } });
    expect(await refusedBy(gateway.url, { protocols: ['a'] })).toMatchObject({ status: 502 });
  });

  rule('no-compression', async (start) => {
    const { gateway } = await start();
    const client = await connect(gateway.url, { perMessageDeflate: true });
    expect(client.headers['sec-websocket-extensions']).toBeUndefined();
  });

  rule('connection-quota', async (start) => {
    const api = await start({ quotas: { connectionsPerSecond: 2 } });
    await connect(api.gateway.url);
    await connect(api.gateway.url);
    expect(await refusedBy(api.gateway.url)).toMatchObject({
      status: 429,
      errorType: 'TooManyRequestsException',
    });
    api.clock.advance(500);
    await connect(api.gateway.url);
    expect(await refusedBy(api.gateway.url)).toMatchObject({ status: 429 });
  });

  rule('left-during-connect', async (start) => {
    let respond: (value: unknown) => void = () => undefined;
    const invoke = () => new Promise((resolve) => (respond = resolve));
    const api = await start({ routes: { $connect: { invoke } } });
    const raw = await RawSocket.open(api.gateway.url);
    raw.socket.write(upgradeRequest('/local'));
    await api.event('CONNECT');
    raw.socket.resetAndDestroy();
    await raw.ended;
    respond({ statusCode: 200 });
    const { requestContext } = await api.event('DISCONNECT');
    expect(requestContext.disconnectStatusCode).toBe(1006);
    expect(api.gateway.connections()).toHaveLength(0);
  });
});
