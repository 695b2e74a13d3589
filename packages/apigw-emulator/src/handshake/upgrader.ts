import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';

/** Milliseconds that a client has to answer a close frame before its socket is cut. */
const closeTimeout = 5_000;

/** Completes handshakes with `ws`: no compression, as AWS offers none, and only the subprotocol that `$connect` chose. */
export class Upgrader {
  readonly #server: WebSocketServer;
  readonly #protocols = new WeakMap<IncomingMessage, string>();

  constructor(maxMessageBytes: number) {
    const options = {
      noServer: true,
      perMessageDeflate: false,
      clientTracking: false,
      maxPayload: maxMessageBytes,
      closeTimeout,
      handleProtocols: (): false => false,
    };
    this.#server = new WebSocketServer(options);
    this.#server.on('headers', (headers, request) => {
      const protocol = this.#protocols.get(request);
      if (protocol !== undefined) headers.push(`Sec-WebSocket-Protocol: ${protocol}`);
    });
  }

  /** `undefined` where the client has gone in the meantime. */
  upgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    protocol: string | undefined,
  ): WebSocket | undefined {
    if (protocol !== undefined) this.#protocols.set(request, protocol);
    let upgraded: WebSocket | undefined;
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      upgraded = webSocket;
    });
    return upgraded;
  }
}
