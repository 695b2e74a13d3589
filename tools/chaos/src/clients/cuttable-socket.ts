import type { ChatSocket, OpenSocket } from '@serverless-ws/chat-client';
import { WebSocket } from 'ws';

/** What stands on a line. */
export interface LineFilter {
  /** What becomes of a frame that comes: the same, another, or none. */
  incoming(text: string): string | null;
  /** What becomes of a frame that goes out. */
  outgoing(text: string): string | null;
}

/** Opens sockets that can be cut as a network is: at once, without a goodbye, with everything on the way lost. */
export class CuttableSocket {
  #socket: WebSocket | null = null;

  readonly #filter: LineFilter;

  constructor(filter: LineFilter) {
    this.#filter = filter;
  }

  readonly open: OpenSocket = ({ url, token }, events): ChatSocket => {
    const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } });
    this.#socket = socket;
    socket.on('open', () => events.opened());
    socket.on('message', (data) => {
      const text = this.#filter.incoming(String(data));
      if (text !== null) events.received(text);
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', (code) => events.closed(code));
    return {
      send: (text) => {
        const frame = this.#filter.outgoing(text);
        if (frame !== null && socket.readyState === WebSocket.OPEN) socket.send(frame);
      },
      close: () => socket.terminate(),
    };
  };

  cut(): void {
    this.#socket?.terminate();
  }
}
