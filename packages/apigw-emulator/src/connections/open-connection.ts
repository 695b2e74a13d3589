import type { WebSocket } from 'ws';
import type { AuthorizerContext } from '../events/request-context.js';
import type { Connection } from './connection.js';
import type { Identity } from './identity.js';

/** Why a connection ended, as `$disconnect` reports it. */
export interface Closing {
  readonly code: number;
  readonly reason: string;
}

/** A connection whose handshake is complete. */
export class OpenConnection implements Connection {
  readonly id: string;
  readonly connectedAt: number;
  readonly identity: Identity;
  readonly authorizer?: AuthorizerContext;
  #lastActiveAt: number;
  #closing: Closing | undefined;

  constructor(
    connection: Connection,
    private readonly socket: WebSocket,
    private readonly maxFrameBytes: number,
  ) {
    this.id = connection.id;
    this.connectedAt = connection.connectedAt;
    this.identity = connection.identity;
    if (connection.authorizer) this.authorizer = connection.authorizer;
    this.#lastActiveAt = connection.connectedAt;
  }

  /** Milliseconds since the epoch, of the last message in either direction. */
  get lastActiveAt(): number {
    return this.#lastActiveAt;
  }

  /** Notes activity, at `now`. */
  touch(now: number): void {
    this.#lastActiveAt = now;
  }

  /** Bytes accepted for the client that its network has not taken yet. */
  get bufferedBytes(): number {
    return this.socket.bufferedAmount;
  }

  /** Set once the gateway has decided to end the connection. */
  get closing(): Closing | undefined {
    return this.#closing;
  }

  /**
   * Sends one text message, in frames within the limit.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
   */
  send(text: string): void {
    if (this.#closing || this.socket.readyState !== this.socket.OPEN) return;
    const bytes = Buffer.from(text);
    let at = 0;
    do {
      const end = Math.min(at + this.maxFrameBytes, bytes.length);
      this.socket.send(bytes.subarray(at, end), { binary: false, fin: end === bytes.length });
      at = end;
    } while (at < bytes.length);
  }

  /** Starts the closing handshake; the first reason given stays. */
  close(closing: Closing): void {
    if (this.#closing) return;
    this.#closing = closing;
    this.socket.close(closing.code, closing.reason);
  }

  /** Cuts the network connection without a closing handshake. */
  cut(): void {
    this.socket.terminate();
  }
}
