import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * The sockets with a pending HTTP response. Node emits an upgrade as soon as it has read it, so that the response to an
 * earlier request would follow the 101, among the frames.
 */
export class Unanswered {
  readonly #requests = new WeakMap<Duplex, number>();

  /** Counts a request until its response is complete. */
  add({ socket }: IncomingMessage, response: ServerResponse): void {
    this.#requests.set(socket, this.#count(socket) + 1);
    response.once('close', () => this.#requests.set(socket, this.#count(socket) - 1));
  }

  has(socket: Duplex): boolean {
    return this.#count(socket) > 0;
  }

  #count(socket: Duplex): number {
    return this.#requests.get(socket) ?? 0;
  }
}
