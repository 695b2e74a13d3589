import { WebSocket } from 'ws';
import { ROOM } from '../backend-settings.js';
import { STALLED } from '../stalled-connections.js';

/** Milliseconds after which it is back, once its connection has ended. */
const RETURN = 500;

/** A member of the room that reads nothing that is pushed to it, and comes back whenever it was cut off. */
export class StalledReader {
  readonly #url: string;
  readonly #token: string;
  #socket: WebSocket | null = null;
  #isClosed = false;

  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
    this.#open();
  }

  close(): void {
    this.#isClosed = true;
    this.#socket?.terminate();
  }

  #open(): void {
    const socket = new WebSocket(this.#url, { headers: { Authorization: this.#token } });
    this.#socket = socket;
    const join = { action: 'joinRoom', room: ROOM, requestId: STALLED };
    socket.on('open', () => socket.send(JSON.stringify(join)));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      if (!this.#isClosed) setTimeout(() => this.#open(), RETURN).unref();
    });
  }
}
