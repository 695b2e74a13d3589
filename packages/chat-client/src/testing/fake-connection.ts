import { encode } from '@serverless-ws/chat-protocol';
import type { ChatSocket, SocketEvents } from '../ports/chat-socket.js';

/** The server's end of one socket. */
export class FakeConnection {
  readonly rooms = new Set(['lobby']);
  isOpen = false;
  isClosed = false;
  /** Nothing comes through any more, in either direction, and no close tells of it. */
  isSilent = false;
  readonly socket: ChatSocket;

  readonly #events: SocketEvents;

  constructor(
    readonly token: string,
    events: SocketEvents,
    onFrame: (text: string, connection: FakeConnection) => void,
  ) {
    this.#events = events;

    this.socket = {
      send: (text) => queueMicrotask(() => this.isOpen && !this.isSilent && onFrame(text, this)),
      close: () => queueMicrotask(() => this.close(1005)),
    };
  }

  open(): void {
    if (this.isClosed) return;
    this.isOpen = true;
    this.#events.opened();
  }

  push<Frame extends { readonly type: string }>(frame: Frame): void {
    this.pushText(encode(frame));
  }

  pushText(text: string): void {
    if (this.isOpen && !this.isSilent) this.#events.received(text);
  }

  close(code: number, status?: number): void {
    if (this.isClosed) return;
    this.isOpen = false;
    this.isClosed = true;
    this.#events.closed(code, status);
  }
}
