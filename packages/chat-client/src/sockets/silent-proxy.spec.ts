import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WebSocketServer } from 'ws';
import { startClient } from '../testing/start-client.js';
import { openSocket } from './node-socket.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A TCP proxy that can go silent: it keeps its sockets open, and what they send is not passed on. */
class SilentProxy {
  #silenced = { up: false, down: false };
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  constructor(port: number) {
    this.#server = createServer((near) => {
      const silenced = this.#silenced;
      const far = connect(port, '127.0.0.1');
      near.on('data', (data) => silenced.up || far.write(data));
      far.on('data', (data) => silenced.down || near.write(data));
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => silenced.up || silenced.down || other.destroy());
      }
    });
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The sockets of now pass nothing more; new ones do. */
  silence(ways: { readonly up: boolean; readonly down: boolean }): void {
    Object.assign(this.#silenced, ways);
    this.#silenced = { up: false, down: false };
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

let server: WebSocketServer;
let proxy: SilentProxy;
let all: ReturnType<typeof startClient>;

beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  proxy = new SilentProxy((server.address() as AddressInfo).port);
  const url = await proxy.listen();
  all = startClient({ url, openSocket });
  server.on('connection', (socket) => {
    const events = {
      opened: () => undefined,
      received: (text: string) => socket.send(text),
      closed: () => socket.close(),
    };
    const line = all.server.openSocket({ url, token: '' }, events);
    socket.on('message', (data) => line.send(String(data)));
    socket.on('close', () => line.close());
  });
  const online = isOnline();
  all.client.connect();
  await online;
});

afterEach(async () => {
  all.client.close();
  for (const socket of server.clients) socket.terminate();
  await proxy.close();
  server.close();
  await once(server, 'close');
});

/** Resolves when the client is online; what it waits for comes over real sockets, while its clock stands still. */
function isOnline(): Promise<void> {
  return new Promise((resolve) => {
    const stop = all.client.on('state', ({ status }) => {
      if (status !== 'online') return;
      stop();
      resolve();
    });
  });
}

/** Lets the time pass until the client has given up the line and tries again. @returns milliseconds */
async function timeToRetry(): Promise<number> {
  const start = all.timers.elapsed();
  const online = isOnline();
  while (all.client.state.status === 'online') await all.timers.advance(SECOND);
  while (all.client.state.status === 'offline') await all.timers.advance(10);
  const time = all.timers.elapsed() - start;
  await online;
  return time;
}

describe('behind a proxy that goes silent and keeps its sockets open, at defaults', () => {
  it.each([
    ['both ways', { up: true, down: true }],
    ['towards the server', { up: true, down: false }],
    ['towards the client', { up: false, down: true }],
  ])('a message under way is stored once within 15 seconds: %s', async (_, ways) => {
    proxy.silence(ways);
    const sent = all.client.send('are you there?');
    expect(await timeToRetry()).toBeLessThan(15 * SECOND);
    await expect(sent).resolves.toMatchObject({ seq: 1 });
    expect(all.server.room().positions).toHaveLength(1);
    expect(all.texts).toEqual(['are you there?']);
  });

  it('what was missed while nothing was under way is shown within one ping', async () => {
    proxy.silence({ up: true, down: true });
    all.server.say('missed');
    expect(await timeToRetry()).toBeLessThan(8 * MINUTE + 5 * SECOND);
    expect(all.texts).toEqual(['missed']);
  });

  it('what was missed after others spoke is shown within a minute', async () => {
    const shown = new Promise<void>((resolve) => all.client.on('message', () => resolve()));
    all.server.say('one');
    await shown;
    proxy.silence({ up: true, down: true });
    all.server.say('missed');
    expect(await timeToRetry()).toBeLessThan(MINUTE + 5 * SECOND);
    expect(all.texts).toEqual(['one', 'missed']);
  });
});
