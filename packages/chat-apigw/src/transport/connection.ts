import { ResponseReader, type CompleteResponse } from './response-reader.js';

/** How an exchange ended without a response. */
export interface BrokenExchange {
  /** `0`: no response. */
  readonly status: 0;
  /** An error code such as `ECONNRESET`, or `timeout`, `closed`, `malformed response`. */
  readonly reason: string;
  /** Whether the gateway may not even have seen the request: the connection ended before the first byte. */
  readonly untouched: boolean;
}

/** The result of a request. */
export type ExchangeResult = CompleteResponse | BrokenExchange;

/** Receives the bytes of a socket, one character a byte, and its end. */
export interface SocketEvents {
  onBytes(bytes: string): void;
  onEnd(): void;
  onError(code: string): void;
  /** The handshake has brought a TLS session, which the next sockets resume. */
  onSession(): void;
}

/** What a connection needs of a socket. */
export interface ByteSocket {
  write(text: string, encoding: 'latin1'): boolean;
  destroy(): unknown;
}

/** Opens sockets to one endpoint. */
export interface SocketSource {
  /** Opens a socket that reports to `events`. */
  open(events: SocketEvents): ByteSocket;
  /** `plain`: without TLS. `none`: the next handshake is a full one. `known`: it resumes a session. */
  readonly session: 'plain' | 'none' | 'known';
}

/** What a pool is told of its connections. */
export interface ConnectionEvents {
  /** Called once when it can carry no more exchanges. */
  onBroken(connection: Connection): void;
  onSession(): void;
}

/** One kept-alive connection: one request at a time, written in one piece, with its own response reader. */
export class Connection implements SocketEvents {
  /** When it last became idle, in epoch milliseconds. */
  idleSince = 0;
  /** Exchanges completed on it. */
  exchanges = 0;
  readonly #reader = new ResponseReader();
  readonly #socket: ByteSocket;
  #complete: ((result: ExchangeResult) => void) | null = null;
  #broken = false;
  #untouched = true;

  readonly #events: ConnectionEvents;

  constructor(source: SocketSource, events: ConnectionEvents) {
    this.#events = events;
    this.#socket = source.open(this);
  }

  /**
   * Writes a request; `onResult` is called once, never before this returns.
   *
   * @param request - head and body, one character a byte
   */
  send(request: string, onResult: (result: ExchangeResult) => void): void {
    this.exchanges += 1;
    this.#complete = onResult;
    this.#untouched = true;
    this.#socket.write(request, 'latin1');
  }

  /** Ends the connection; a request in flight ends as broken. */
  abort(reason: string): void {
    this.#fail(reason);
  }

  onBytes(bytes: string): void {
    if (this.#broken) return;
    // No request is in flight: these bytes would be taken for the response to the next one.
    if (this.#complete === null) {
      this.#destroy();
      return;
    }
    this.#untouched = false;
    try {
      const response = this.#reader.push(bytes);
      if (response !== null) this.#succeed(response);
    } catch {
      this.#fail('malformed response');
    }
  }

  onEnd(): void {
    const response = this.#broken ? null : this.#reader.end();
    if (response !== null) this.#succeed({ ...response, keepAlive: false });
    else this.#fail('closed');
  }

  onError(code: string): void {
    this.#fail(code);
  }

  onSession(): void {
    this.#events.onSession();
  }

  #succeed(response: CompleteResponse): void {
    const onResult = this.#complete;
    this.#complete = null;
    if (!response.keepAlive) this.#destroy();
    onResult?.(response);
  }

  #fail(reason: string): void {
    const onResult = this.#complete;
    this.#complete = null;
    this.#destroy();
    onResult?.({ status: 0, reason, untouched: this.#untouched });
  }

  #destroy(): void {
    if (this.#broken) return;
    this.#broken = true;
    this.#socket.destroy();
    this.#events.onBroken(this);
  }
}
