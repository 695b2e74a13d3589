import { describe, expect } from '@jest/globals';
import { connect, refusedBy } from './harness/client.js';
import { RawSocket } from './harness/raw-socket.js';
import { rule } from './harness/rule.js';
import type { TestApi } from './harness/test-api.js';

const unknownId = 'AAAAAAAAAAAAAAA=';
const kilobytes = (n: number) => 'x'.repeat(n * 1024);
const errorType = (response: Response) => response.headers.get('x-amzn-errortype');

/** The statuses of all three calls to one id. */
async function statuses(api: TestApi, id: string): Promise<(number | string | null)[]> {
  const responses = [
    await api.call('POST', id, 'x'),
    await api.call('GET', id),
    await api.call('DELETE', id),
  ];
  return responses.flatMap((response) => [response.status, errorType(response)]);
}

const gone = [410, 'GoneException', 410, 'GoneException', 410, 'GoneException'];

describe('The gateway, on a call to @connections,', () => {
  rule('post', async (start) => {
    const api = await start();
    const { client, id } = await api.connected();
    expect((await api.call('POST', id, 'grüße 👋')).status).toBe(200);
    expect(await client.next()).toBe('grüße 👋');
  });

  rule('get', async (start) => {
    const api = await start();
    const connectedAt = api.clock.now();
    const client = await connect(api.gateway.url, { headers: { 'User-Agent': 'test' } });
    api.clock.advance(5_000);
    client.send('hello');
    await api.event('MESSAGE');
    api.clock.advance(5_000);
    const response = await api.call('GET', api.gateway.connections()[0]?.id ?? '');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      connectedAt: new Date(connectedAt).toISOString(),
      identity: { sourceIp: '127.0.0.1', userAgent: 'test' },
      lastActiveAt: new Date(connectedAt + 5_000).toISOString(),
    });
  });

  rule('delete', async (start) => {
    const api = await start();
    const { client, id } = await api.connected();
    const response = await api.call('DELETE', id);
    expect([response.status, await response.text()]).toEqual([204, '']);
    await client.closed;
    expect((await api.event('DISCONNECT')).requestContext.connectionId).toBe(id);
  });

  rule('delete-code', async (start) => {
    const api = await start();
    const { client, id } = await api.connected();
    await api.call('DELETE', id);
    expect((await client.closed).code).toBe(1000);
    expect((await api.event('DISCONNECT')).requestContext.disconnectStatusCode).toBe(1000);
  });

  rule('encoded', async (start) => {
    const api = await start({ credentials: 'unsigned' });
    const { client, id } = await api.connected();
    for (const path of [`@connections/${id}`, `%40connections/${encodeURIComponent(id)}`]) {
      const response = await fetch(`${api.gateway.managementUrl}/${path}`, { method: 'POST', body: path });
      expect(response.status).toBe(200);
      expect(await client.next()).toBe(path);
    }
  });

  rule('gone', async (start) => {
    const api = await start();
    const { client, id } = await api.connected();
    client.socket.close();
    await api.event('DISCONNECT');
    expect(await statuses(api, id)).toEqual(gone);
    const second = await api.connected();
    await api.call('DELETE', second.id);
    expect(await statuses(api, second.id)).toEqual(gone);
  });

  rule('gone-body', async (start) => {
    const response = await (await start()).call('POST', unknownId, 'x');
    expect(await response.text()).toBe('');
    expect(response.headers.get('x-amzn-requestid')).toBeTruthy();
  });

  rule('gone-connecting', async (start) => {
    const seen: number[] = [];
    const invoke = async (event: { requestContext: { connectionId: string } }) => {
      seen.push((await api.call('POST', event.requestContext.connectionId, 'too early')).status);
      return { statusCode: 200 };
    };
    const api: TestApi = await start({ routes: { $connect: { invoke } } });
    const { client } = await api.connected();
    expect(seen).toEqual([410]);
    await client.settle();
    expect(client.received).toEqual([]);
  });

  rule('gone-unknown', async (start) => {
    expect(await statuses(await start(), unknownId)).toEqual(gone);
  });

  rule('malformed-id', async (start) => {
    const api = await start();
    for (const id of ['x', 'AAAAAAAAAAAAAAAA', `${unknownId}=`, '../../etc', 'a b', '💬'.repeat(4)]) {
      const bad = [400, 'BadRequestException'];
      expect(await statuses(api, id)).toEqual([...bad, ...bad, ...bad]);
    }
  });

  rule('post-size', async (start) => {
    const api = await start();
    const { client, id } = await api.connected();
    const response = await api.call('POST', id, `${kilobytes(128)}x`);
    expect([response.status, errorType(response)]).toEqual([413, 'PayloadTooLargeException']);
    const huge = await api.call('POST', id, kilobytes(11 * 1024));
    expect([huge.status, errorType(huge)]).toEqual([413, 'PayloadTooLargeException']);
    await client.settle();
    expect(client.received).toEqual([]);
  });

  rule('post-size-exact', async (start) => {
    const api = await start();
    const raw = await RawSocket.upgraded(api.gateway.url);
    const body = 'ü'.repeat(64 * 1024);
    await api.call('POST', api.gateway.connections()[0]?.id ?? '', body);
    await api.call('DELETE', api.gateway.connections()[0]?.id ?? '');
    await raw.closeCode();
    const frames = raw.received().filter(({ opcode }) => opcode !== 8);
    expect(frames.map(({ opcode, fin, payload }) => [opcode, fin, payload.length])).toEqual([
      [1, false, 32_768],
      [0, false, 32_768],
      [0, false, 32_768],
      [0, true, 32_768],
    ]);
    expect(Buffer.concat(frames.map(({ payload }) => payload)).toString()).toBe(body);
  });

  rule('post-quota', async (start) => {
    const api = await start({ quotas: { requestsPerSecond: 1, burst: 2 } });
    const { id } = await api.connected();
    const responses = [
      await api.call('POST', id, '1'),
      await api.call('GET', id),
      await api.call('POST', id, '3'),
    ];
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(responses.at(2)?.headers.get('x-amzn-errortype')).toBe('LimitExceededException');
    api.clock.advance(1_000);
    expect((await api.call('POST', id, '4')).status).toBe(200);
  });

  rule('client-buffer', async (start) => {
    const api = await start({ limits: { clientBufferBytes: 256 * 1024 } });
    const raw = await RawSocket.upgraded(api.gateway.url);
    raw.socket.pause();
    const id = api.gateway.connections()[0]?.id ?? '';
    let response = await api.call('POST', id, kilobytes(128));
    for (let i = 0; i < 500 && response.status === 200; i++)
      response = await api.call('POST', id, kilobytes(128));
    expect([response.status, errorType(response)]).toEqual([429, 'LimitExceededException']);
    expect((await api.call('GET', id)).status).toBe(200);
    raw.socket.destroy();
  });

  rule('other-method', async (start) => {
    const api = await start({ credentials: 'unsigned' });
    const { id } = await api.connected();
    const url = `${api.gateway.managementUrl}/@connections`;
    const calls = [
      fetch(`${url}/${id}`, { method: 'PUT', body: 'x' }),
      fetch(`${url}/${id}/more`),
      fetch(url),
      fetch(`${url}/`),
      fetch(url.replace('/local/', '/other/')),
    ];
    for (const response of await Promise.all(calls)) {
      expect([response.status, errorType(response)]).toEqual([403, 'ForbiddenException']);
    }
  });

  rule('post-text', async (start) => {
    const api = await start({ credentials: 'unsigned' });
    const { client, id } = await api.connected();
    const body = Uint8Array.of(0x68, 0x69, 0xff);
    await fetch(`${api.gateway.managementUrl}/@connections/${id}`, { method: 'POST', body });
    expect(await client.next()).toBe('hi\ufffd');
  });

  rule('unsigned', async (start) => {
    const api = await start();
    const { id } = await api.connected();
    for (const method of ['POST', 'GET', 'DELETE']) {
      const response = await fetch(`${api.gateway.managementUrl}/@connections/${id}`, { method });
      expect([response.status, errorType(response)]).toEqual([403, 'MissingAuthenticationTokenException']);
    }
    await expect(refusedBy(`${api.gateway.url}/@connections/${id}`)).resolves.toMatchObject({ status: 403 });
  });
});
