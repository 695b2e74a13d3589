import assert from 'node:assert/strict';
import { once } from 'node:events';
import { WebSocket } from 'ws';

/** A client that sends what it likes. */
export class RawClient {
  #socket;
  #waiting = new Set();
  #asked = 0;

  constructor(socket) {
    this.#socket = socket;
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data));
      for (const one of this.#waiting) if (one.fits(frame)) this.#told(one, frame);
    });
  }

  static async open(url, token) {
    const socket = new WebSocket(url, { headers: { Authorization: `Bearer ${token}` } });
    await once(socket, 'open');
    return new RawClient(socket);
  }

  async join(room) {
    assert.equal((await this.ask({ action: 'joinRoom', room })).type, 'joined');
  }

  /** The response to a frame. */
  ask(frame) {
    const requestId = `${(this.#asked += 1)}`;
    const response = this.next((candidate) => candidate.requestId === requestId);
    this.#socket.send(JSON.stringify({ ...frame, requestId }));
    return response;
  }

  /** The next frame that fits. */
  next(fits) {
    return new Promise((resolve) => this.#waiting.add({ fits, resolve }));
  }

  close() {
    this.#socket.close();
  }

  #told(one, frame) {
    this.#waiting.delete(one);
    one.resolve(frame);
  }
}
