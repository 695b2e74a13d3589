import type { WebSocket } from 'ws';
import type { Clock } from '../clock.js';
import type { AuthorizerContext } from '../events/request-context.js';
import type { Faults } from '../faults.js';
import type { Limits } from '../limits.js';
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

  readonly #socket: WebSocket;
  readonly #parts: { readonly clock: Clock; readonly limits: Limits; readonly faults: Faults };

  constructor(
    connection: Connection,
    socket: WebSocket,
    parts: { readonly clock: Clock; readonly limits: Limits; readonly faults: Faults },
  ) {
    this.#socket = socket;
    this.#parts = parts;

    this.id = connection.id;
    this.connectedAt = connection.connectedAt;
    this.identity = connection.identity;
    if (connection.authorizer) this.authorizer = connection.authorizer;
    this.#lastActiveAt = parts.clock.now();
  }

  /** Milliseconds since the epoch, of the last message in either direction. */
  get lastActiveAt(): number {
    return this.#lastActiveAt;
  }

  /** Records activity. */
  touch(): void {
    this.#lastActiveAt = this.#parts.clock.now();
  }

  /** Bytes accepted for the client that are not yet written to the network. */
  get bufferedBytes(): number {
    return this.#socket.bufferedAmount;
  }

  /** Set once the gateway has decided to end the connection. */
  get closing(): Closing | undefined {
    return this.#closing;
  }

  /** Sends one text message; without effect once the connection is ending. */
  send(text: string): void {
    this.touch();
    this.#parts.faults.meet({ kind: 'send', connectionId: this.id, text }, (outcome) => {
      if (outcome === undefined) this.#write(text);
      else if (outcome !== 'drop') this.cut();
    });
  }

  /** Whether messages can still reach the client, as far as is known. */
  get isOpen(): boolean {
    return !this.#closing && this.#socket.readyState === this.#socket.OPEN;
  }

  /** Starts the closing handshake; the first reason given stays. */
  close(closing: Closing): void {
    if (this.#closing) return;
    this.#closing = closing;
    this.#socket.close(closing.code, closing.reason);
  }

  /** Records a close that has already started. */
  noteClosing(closing: Closing): void {
    this.#closing ??= closing;
  }

  /** Drops the network connection without a closing handshake. */
  cut(): void {
    this.#socket.terminate();
  }

  /**
   * In frames within the limit.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
   */
  #write(text: string): void {
    if (!this.isOpen) return;
    const bytes = Buffer.from(text);
    const { frameBytes } = this.#parts.limits;
    let at = 0;
    do {
      const end = Math.min(at + frameBytes, bytes.length);
      this.#socket.send(bytes.subarray(at, end), { binary: false, fin: end === bytes.length });
      at = end;
    } while (at < bytes.length);
  }
}
