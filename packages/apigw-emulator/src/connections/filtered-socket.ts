import { Duplex } from 'node:stream';

/** Decides which incoming bytes are passed on. */
export type MakeFilter = (pass: (bytes: Buffer) => void) => { push(chunk: Buffer): void };

/**
 * A client's socket as `ws` sees it: outgoing bytes unchanged, incoming ones through a filter. While a client does not
 * read what is sent to it, its own frames are not read either, since each may cause another response.
 */
export class FilteredSocket extends Duplex {
  #ended = false;
  #isHeld = false;

  readonly #socket: Duplex;
  readonly #maxUnreadBytes: number;

  constructor(socket: Duplex, makeFilter: MakeFilter, maxUnreadBytes: number) {
    super();
    this.#socket = socket;
    this.#maxUnreadBytes = maxUnreadBytes;

    const filter = makeFilter((bytes) => {
      if (!this.push(bytes)) socket.pause();
    });
    socket.on('data', (chunk: Buffer) => {
      filter.push(chunk);
      if (this.writableNeedDrain && this.writableLength > this.#maxUnreadBytes) this.#hold();
    });
    socket.on('end', () => {
      this.#ended = true;
      this.push(null);
    });
    socket.on('error', (error) => this.destroy(error));
    // After an orderly end the reader may still be behind; it reaches the end by itself.
    socket.on('close', () => !this.#ended && this.destroy());
  }

  override _read(): void {
    if (!this.#isHeld) this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.#socket.write(chunk, done);
  }

  #hold(): void {
    if (this.#isHeld) return;
    this.#isHeld = true;
    this.#socket.pause();
    this.once('drain', () => {
      this.#isHeld = false;
      this.#socket.resume();
    });
  }

  /** A frame's header and payload are sent in one packet. */
  override _writev(chunks: { readonly chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.#socket.write(Buffer.concat(chunks.map(({ chunk }) => chunk)), done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#socket.end(done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }
}
