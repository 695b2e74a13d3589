import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { callbackEndpoint } from '../callback-endpoint.js';
import { systemScheduler } from '../scheduler.js';
import { ConnectionPool } from './connection-pool.js';
import type { ExchangeResult } from './connection.js';
import { socketSource } from './open-socket.js';

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n';

let server: Server;
let accepted: Socket[];
let respond: (socket: Socket, nth: number) => void;

beforeEach(async () => {
  accepted = [];
  server = createServer((socket) => {
    accepted.push(socket);
    let nth = 0;
    socket.on('error', () => undefined);
    socket.on('data', () => {
      respond(socket, (nth += 1));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(async () => {
  for (const socket of accepted) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

async function open(): Promise<ConnectionPool> {
  const { port } = server.address() as AddressInfo;
  const endpoint = callbackEndpoint({ url: `http://127.0.0.1:${port}` }, 'eu-west-1');
  const clock = { now: () => Date.now() };
  return new ConnectionPool(await socketSource(endpoint, undefined, clock), clock, systemScheduler, () => 0);
}

const exchange = (pool: ConnectionPool): Promise<ExchangeResult> =>
  new Promise((resolve) => {
    const limits = { timeout: 30_000, until: Date.now() + 30_000 };
    pool.exchange('POST / HTTP/1.1\r\n\r\n', limits, resolve);
  });

describe('ConnectionPool', () => {
  it('reuses a connection', async () => {
    respond = (socket) => socket.write(OK);
    const pool = await open();
    expect([await exchange(pool), await exchange(pool)]).toMatchObject([{ status: 200 }, { status: 200 }]);
    expect(accepted).toHaveLength(1);
    pool.close();
  });

  it('closes a connection whose response says so, though the other side does not', async () => {
    respond = (socket) => socket.write(OK.replace('\r\n', '\r\nconnection: close\r\n'));
    const pool = await open();
    expect(await exchange(pool)).toMatchObject({ status: 200 });
    const [socket] = accepted;
    if (socket !== undefined && !socket.readableEnded) await once(socket.resume(), 'end');
    expect(await exchange(pool)).toMatchObject({ status: 200 });
    expect(accepted).toHaveLength(2);
  });

  it('accepts a response that ends with the connection', async () => {
    respond = (socket) => socket.end('HTTP/1.1 410 Gone\r\n\r\nsome words');
    expect(await exchange(await open())).toMatchObject({ status: 410, keepAlive: false });
  });

  it.each([
    ['text that is no response', 'SSH-2.0-OpenSSH_9.2\r\n\r\n', 'malformed response'],
    ['half a response', 'HTTP/1.1 200 OK\r\nconte', 'closed'],
  ])('breaks for %s', async (_, text, reason) => {
    respond = (socket) => socket.end(text);
    expect(await exchange(await open())).toEqual({ status: 0, reason, untouched: false });
  });

  it.each([
    ['a response', OK],
    ['an interim response', 'HTTP/1.1 100 Continue\r\n\r\n'],
    ['the beginning of one', 'HTTP/1.1 410 Go'],
  ])('drops a connection on which %s arrives unasked', async (_, text) => {
    respond = (socket) => socket.write(OK);
    const pool = await open();
    await exchange(pool);
    const [socket] = accepted;
    socket?.write(text);
    if (socket !== undefined) await once(socket.resume(), 'close');
    expect(await exchange(pool)).toMatchObject({ status: 200 });
    expect(accepted).toHaveLength(2);
    pool.close();
  });
});
