import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { HttpRequest, type HttpResponse } from '@smithy/core/transport';
import { HttpClient } from './http-client.js';

const LIMITS = { connectionTimeout: 60_000, requestTimeout: 60_000 };

let server: Server;
let client: HttpClient;

/** A server at an address of this machine, a client of it, and a request for it. */
async function connected(respond: RequestListener, host = '127.0.0.1'): Promise<HttpRequest> {
  server = createServer(respond);
  await once(server.listen(0, host), 'listening');
  const { port } = server.address() as AddressInfo;
  const { protocol, hostname } = new URL(`http://${host.includes(':') ? `[${host}]` : host}`);
  client = new HttpClient(new URL(`${protocol}//${hostname}:${port}`), LIMITS);
  return new HttpRequest({
    method: 'POST',
    protocol,
    hostname,
    port,
    path: '/',
    headers: {},
    body: 'größer',
  });
}

const read = ({ body }: HttpResponse) => text(body);

afterEach(async () => {
  jest.useRealTimers();
  client.destroy();
  server.closeAllConnections();
  await once(server.close(), 'close');
});

describe('the HTTP client', () => {
  it.each(['127.0.0.1', '::1'])('sends a body to %s, and returns what comes', async (host) => {
    const request = await connected((received, response) => {
      response.writeHead(429, { 'Retry-After': '1', 'X-Twice': ['a', 'b'] });
      received.pipe(response);
    }, host);
    const response = await client.send(request);
    expect(response).toMatchObject({ statusCode: 429, headers: { 'retry-after': '1', 'x-twice': 'a, b' } });
    await expect(read(response)).resolves.toBe('größer');
  });

  it('keeps its connection for the next request', async () => {
    const request = await connected((_, response) => response.end());
    let connections = 0;
    server.on('connection', () => (connections += 1));
    for (let call = 0; call < 3; call += 1) await read(await client.send(request));
    expect(connections).toBe(1);
  });

  it('tells of a lost connection by a name that retries know', async () => {
    const request = await connected(({ socket }) => socket.destroy());
    await expect(client.send(request)).rejects.toMatchObject({ name: 'TimeoutError', code: 'ECONNRESET' });
  });

  it('passes on why it could not connect', async () => {
    const request = await connected(() => undefined);
    await once(server.close(), 'close');
    await expect(client.send(request)).rejects.toMatchObject({ name: 'Error', code: 'ECONNREFUSED' });
    server.listen(0);
  });

  it('ends with its signal, before and while it waits', async () => {
    const controller = new AbortController();
    const request = await connected(() => controller.abort());
    const options = { abortSignal: controller.signal };
    await expect(client.send(request, options)).rejects.toMatchObject({ name: 'AbortError' });
    await expect(client.send(request, options)).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('gives up where no headers come in time, and leaves no timer', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    const request = await connected(() => jest.advanceTimersByTime(LIMITS.requestTimeout));
    const error = { name: 'TimeoutError', message: 'DynamoDB: no response within 60000 ms' };
    await expect(client.send(request)).rejects.toMatchObject(error);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('gives up where there is no connection in time, however long others take', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    const request = await connected(() => undefined);
    const waiting = Array.from({ length: 51 }, () =>
      client.send(request).catch((error: Error) => error.message),
    );
    jest.advanceTimersByTime(LIMITS.connectionTimeout);
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['DynamoDB: no connection within 60000 ms']));
  });
});
