import type { ChatSocket, OpenSocket } from '@serverless-ws/chat-client';
import { WebSocket } from 'ws';

/** What stands on a line. */
export interface LineFilter {
  /** What becomes of a frame that comes: the same, another, or none. */
  incoming(text: string): string | null;
  /** What becomes of a frame that goes out. */
  outgoing(text: string): string | null;
}

/**
 * Opens sockets that can be cut as a network is: at once, without a goodbye, with everything on the way lost; or that go
 * silent, as behind a proxy that forgot them.
 */
export class CuttableSocket {
  #socket: WebSocket | null = null;
  /** The socket that went silent last. */
  #silent: WebSocket | null = null;

  readonly #filter: LineFilter;

  constructor(filter: LineFilter) {
    this.#filter = filter;
  }

  readonly open: OpenSocket = ({ url, token }, events): ChatSocket => {
    const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } });
    this.#socket = socket;
    socket.on('open', () => events.opened());
    socket.on('message', (data) => {
      if (socket === this.#silent) return;
      const text = this.#filter.incoming(String(data));
      if (text !== null) events.received(text);
    });
    socket.on('error', () => socket.terminate());
    let status: number | undefined;
    socket.on('unexpected-response', (request, response) => {
      status = response.statusCode;
      request.destroy();
      socket.terminate();
    });
    socket.on('close', (code) => events.closed(code, status));
    return {
      send: (text) => {
        const frame = this.#filter.outgoing(text);
        if (frame !== null && socket !== this.#silent && socket.readyState === WebSocket.OPEN)
          socket.send(frame);
      },
      close: () => socket.terminate(),
    };
  };

  cut(): void {
    this.#socket?.terminate();
  }

  silence(): void {
    this.#silent = this.#socket;
  }

  get isSilent(): boolean {
    return this.#socket !== null && this.#socket === this.#silent;
  }
}
