import { createServer, type AddressInfo, type Socket } from 'node:net';

/** The endpoint's reaction: bytes, one piece per turn of the event loop, and then what its socket does. */
export interface Act {
  /** One character a byte. */
  readonly pieces: readonly string[];
  readonly then: 'keep' | 'end' | 'reset';
}

/** An endpoint that knows HTTP well enough to break it: it writes the bytes that a test gives, in the given pieces. */
export class HostileSink {
  /** Changes whenever something happens. */
  traffic = 0;
  readonly #sockets = new Set<Socket>();
  readonly #counts = new Map<string, number>();
  readonly #server = createServer((socket) => {
    this.#welcome(socket);
  });

  readonly #act: (connectionId: string, nth: number) => Act;

  /** @param act - the reaction to the `nth` post (from 0) to a connection */
  private constructor(act: (connectionId: string, nth: number) => Act) {
    this.#act = act;
  }

  static async start(act: (connectionId: string, nth: number) => Act): Promise<HostileSink> {
    const sink = new HostileSink(act);
    await new Promise<void>((resolve) => sink.#server.listen(0, '127.0.0.1', resolve));
    return sink;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Posts that a connection has received. */
  posts(connectionId: string): number {
    return this.#counts.get(connectionId) ?? 0;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #welcome(socket: Socket): void {
    this.traffic += 1;
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.traffic += 1;
      this.#sockets.delete(socket);
    });
    let held = '';
    socket.on('data', (chunk) => {
      held += chunk.toString('latin1');
      const id = /^POST \S+\/([^/ ]+) [^]*?\r\n\r\n/.exec(held)?.[1];
      const length = Number(/\r\ncontent-length:(\d+)/.exec(held)?.[1]);
      if (id === undefined || held.length < held.indexOf('\r\n\r\n') + 4 + length) return;
      held = '';
      void this.#react(socket, id);
    });
  }

  async #react(socket: Socket, id: string): Promise<void> {
    const nth = this.posts(id);
    this.#counts.set(id, nth + 1);
    const { pieces, then } = this.#act(id, nth);
    for (const piece of pieces) {
      this.traffic += 1;
      if (!socket.destroyed) socket.write(piece, 'latin1');
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (then === 'end') socket.end();
    if (then === 'reset') socket.resetAndDestroy();
  }
}
