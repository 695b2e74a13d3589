import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import {
  defaultActions,
  dispatcherOf,
  messageActions,
  messageChangeActions,
  moderationActions,
  presenceActions,
  roomActions,
  userRoomActions,
} from '@serverless-ws/chat-dispatch';
import { ChatError, closeConnectionsOf, connectOf, disconnectOf, LIMITS } from '@serverless-ws/chat-domain';
import type { ChatSettings, ModeratedChatPorts, UserRoomPorts } from '@serverless-ws/chat-domain';
import type { Identity, TokenVerifier } from '@serverless-ws/chat-domain';
import { inMemoryStores } from '@serverless-ws/chat-domain/in-memory';
import { handshakeStatus, handshakeToken, SUBPROTOCOL } from '@serverless-ws/chat-protocol';
import { WebSocketServer, type WebSocket } from 'ws';
import { socketGateway } from './socket-gateway.js';

/** Milliseconds that clients have to close after a `bye` frame. */
const FAREWELL = 1_000;

/**
 * Starts a chat on loopback, on any port unless told; `replaced` replaces adapters in memory. Of pages in a browser, those
 * from `origins` alone may connect: a token that a page of another origin got hold of is no use there.
 */
export async function startChatServer(
  verifier: TokenVerifier,
  {
    port = 0,
    origins = [],
    ...settings
  }: ChatSettings & { readonly port?: number; readonly origins?: readonly string[] } = {},
  replaced: Partial<ModeratedChatPorts & UserRoomPorts> = {},
) {
  const time = { now: () => Date.now(), wait: (ms: number) => wait(ms) };
  const sockets = new Map<string, WebSocket>();
  const ports: ModeratedChatPorts & UserRoomPorts = {
    ...inMemoryStores(time),
    gateway: socketGateway(sockets, time),
    clock: time,
    ids: { next: randomUUID },
    digest: { of: (text) => createHash('sha256').update(text).digest('base64url') },
    logger: { debug() {}, info() {}, warn: console.warn, error: console.error },
    settings,
    ...replaced,
  };
  const { logger } = ports;
  const dispatch = dispatcherOf(ports, [
    ...messageActions,
    ...messageChangeActions,
    ...roomActions,
    ...presenceActions,
    ...moderationActions,
    ...defaultActions,
    ...userRoomActions,
  ]);
  const handleProtocols = (offered: Set<string>) => offered.has(SUBPROTOCOL) && SUBPROTOCOL;
  const webSockets = new WebSocketServer({ noServer: true, maxPayload: 32 * 1_024, handleProtocols });

  /** An accepted client has its row before its socket opens, as behind API Gateway. */
  async function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> {
    const connectionId = randomUUID();
    stream.on('error', (error) => logger.warn('a socket broke', { reason: error.message }));
    try {
      const { authorization, origin, 'sec-websocket-protocol': subprotocols } = request.headers;
      if (origin !== undefined && !origins.includes(origin))
        throw new ChatError('forbidden', 'Not this origin.');
      const identity = await verifier.verify(handshakeToken(authorization, subprotocols) ?? '');
      await connectOf(ports).execute({ connectionId, identity });
      stream.once('close', () => void leave(connectionId));
      if (stream.destroyed) await leave(connectionId);
      else webSockets.handleUpgrade(request, stream, head, (socket) => open(socket, connectionId, identity));
    } catch (error) {
      stream.end(
        `HTTP/1.1 ${handshakeStatus(error)} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
      );
    }
  }

  function open(socket: WebSocket, connectionId: string, identity: Identity): void {
    sockets.set(connectionId, socket);
    // Its row expires then, too.
    const life = setTimeout(() => socket.close(1001), LIMITS.connectionLife);
    socket.on('close', () => clearTimeout(life));
    socket.on('error', ({ message }) => logger.warn('a frame was wrong', { reason: message }));
    socket.on('message', async (data: Buffer, isBinary) => {
      if (isBinary) return socket.close(1003);
      const text = await dispatch({ connectionId, identity }, data.toString());
      if (text !== null) socket.send(text);
    });
  }

  async function leave(connectionId: string): Promise<void> {
    await disconnectOf(ports)
      .execute(connectionId)
      .catch((error) => logger.error('could not leave', error));
    sockets.delete(connectionId);
  }

  const http = createServer((_, response) => response.writeHead(426).end());
  http.on('upgrade', upgrade);
  await new Promise<void>((done, fail) => http.once('error', fail).listen(port, '127.0.0.1', done));
  return {
    url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}`,
    /** Sends `bye` to every client, to reconnect, and stops. */
    async close(): Promise<void> {
      await closeConnectionsOf(ports).execute([...sockets.keys()], 'maintenance');
      const late = setTimeout(() => sockets.forEach((socket) => socket.terminate()), FAREWELL);
      await new Promise((done) => http.close(done));
      clearTimeout(late);
    },
  };
}
