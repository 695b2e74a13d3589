import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { FilteredSocket } from '../connections/filtered-socket.js';
import { FrameFilter } from '../connections/frame-filter.js';
import type { Limits } from '../limits.js';

/** Milliseconds that a client has to respond to a close frame before its socket is cut. */
const closeTimeout = 5_000;

/** Completes handshakes with `ws`: no compression, as AWS offers none, and only the subprotocol that `$connect` chose. */
export class Upgrader {
  readonly #server: WebSocketServer;
  readonly #protocols = new WeakMap<IncomingMessage, string>();

  readonly #limits: Limits;

  constructor(limits: Limits) {
    this.#limits = limits;

    const options = {
      noServer: true,
      perMessageDeflate: false,
      clientTracking: false,
      maxPayload: limits.messageBytes,
      // One for each byte of the longest message; the default of `ws` is much lower.
      maxFragments: limits.messageBytes,
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
    if (!socket.readable || !socket.writable) return undefined;
    if (protocol !== undefined) this.#protocols.set(request, protocol);
    if (head.length > 0) socket.unshift(head);
    const { frameBytes, messageBytes, clientBufferBytes } = this.#limits;
    const filtered = new FilteredSocket(
      socket,
      (pass) => new FrameFilter(frameBytes, messageBytes + 1, pass),
      clientBufferBytes,
    );
    let upgraded: WebSocket | undefined;
    this.#server.handleUpgrade(request, filtered, Buffer.alloc(0), (webSocket) => {
      upgraded = webSocket;
    });
    return upgraded;
  }
}
