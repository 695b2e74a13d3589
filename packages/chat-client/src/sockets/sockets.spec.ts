import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { selectSubprotocol, tokenFromSubprotocols } from '@serverless-ws/chat-protocol';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { WebSocket, WebSocketServer } from 'ws';
import type { ChatSocket, OpenSocket } from '../ports/chat-socket.js';
import { openSocket as openInBrowser } from './browser-socket.js';
import { openSocket as openInNode } from './node-socket.js';

let http: Server;
let sockets: WebSocketServer;
let url: string;
let request: IncomingMessage | null;
let refuse: boolean;

beforeEach(async () => {
  refuse = false;
  request = null;
  http = createServer();
  sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => selectSubprotocol([...offered].join()) ?? false,
  });
  http.on('upgrade', (incoming, socket, head) => {
    request = incoming;
    if (refuse) socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n');
    else
      sockets.handleUpgrade(incoming, socket, head, (open) => open.on('message', (data) => echo(open, data)));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}`;
});

afterEach(async () => {
  for (const socket of sockets.clients) socket.terminate();
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
});

function echo(socket: WebSocket, data: unknown): void {
  socket.send(Buffer.from('binary'));
  socket.send(String(data));
}

interface Heard {
  readonly socket: ChatSocket;
  readonly heard: (string | number | undefined)[];
}

/** Opens a socket; passes it on when it is open, received something, or is closed. */
function meet(
  openSocket: OpenSocket,
  until: 'opened' | 'received' | 'closed',
  address = url,
): Promise<Heard> {
  return new Promise((resolve) => {
    const heard: Heard['heard'] = [];
    const socket = openSocket(
      { url: address, token: 'a.b.c' },
      {
        opened() {
          if (until === 'received') socket.send('hello');
          if (until === 'opened') resolve({ socket, heard });
        },
        received(text) {
          heard.push(text);
          if (until === 'received') resolve({ socket, heard });
        },
        closed(code, status) {
          heard.push(code, status);
          if (until === 'closed') resolve({ socket, heard });
        },
      },
    );
  });
}

// Node 20 has no WebSocket of its own; that of `ws` behaves the same, down to rejecting a subprotocol.
const platform = globalThis.WebSocket;
beforeEach(() => void Object.assign(globalThis, { WebSocket }));
afterEach(() => void Object.assign(globalThis, { WebSocket: platform }));

describe.each([
  ['in browsers', openInBrowser],
  ['in Node', openInNode],
])('a socket %s', (_, openSocket) => {
  it('sends and receives text, and ignores binary frames', async () => {
    const { heard, socket } = await meet(openSocket, 'received');
    expect(heard).toEqual(['hello']);
    socket.close();
  });

  it('reports its close once, also when it could not be opened', async () => {
    refuse = true;
    const { heard, socket } = await meet(openSocket, 'closed');
    expect(heard[0]).toBe(1006);
    socket.send('too late');
    socket.close();
    expect(heard).toHaveLength(2);
  });

  it('reports a close where no server listens', async () => {
    const { heard } = await meet(openSocket, 'closed', 'ws://127.0.0.1:1');
    expect(heard).toEqual([1006, undefined]);
  });

  it('can be closed before it is open', async () => {
    const closed = await new Promise<number>((resolve) => {
      const events = { opened: () => resolve(0), received: () => resolve(0), closed: resolve };
      openSocket({ url, token: 'a.b.c' }, events).close();
    });
    expect(closed).toBe(1006);
  });
});

describe('a socket in Node on a dead line', () => {
  it('ends soon after close(), although no close comes back', async () => {
    const { socket, heard } = await meet(openInNode, 'opened');
    for (const { _socket: line } of sockets.clients as Set<WebSocket & { _socket: Socket }>) line.pause();
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    socket.close();
    jest.advanceTimersByTime(1_000);
    jest.useRealTimers();
    while (heard.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(heard[0]).toBe(1006);
  });
});

describe('the token', () => {
  it('is sent as a subprotocol in browsers', async () => {
    const { socket } = await meet(openInBrowser, 'opened');
    expect(tokenFromSubprotocols(request?.headers['sec-websocket-protocol'])).toBe('a.b.c');
    socket.close();
  });

  it('is sent as a header in Node, where a rejection shows its status', async () => {
    refuse = true;
    const { heard } = await meet(openInNode, 'closed');
    expect(request?.headers.authorization).toBe('Bearer a.b.c');
    expect(heard).toEqual([1006, 401]);
  });
});
