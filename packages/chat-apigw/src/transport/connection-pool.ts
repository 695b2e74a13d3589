import type { Clock } from '@serverless-ws/chat-domain';
import type { Scheduler } from '../scheduler.js';
import { Connection, type ExchangeResult, type OpenSocket } from './connection.js';

/**
 * Milliseconds after which an idle connection is not used again: the other side, or a frozen Lambda's network, has
 * dropped it by then. Checked when a connection is needed, so that no timer outlives a delivery.
 */
const IDLE_LIMIT = 20_000;

/**
 * Kept-alive connections to one endpoint. It opens one for every exchange in flight, so the caller must bound them.
 */
export class ConnectionPool {
  readonly #idle: Connection[] = [];

  readonly #open: OpenSocket;
  readonly #clock: Clock;
  readonly #scheduler: Scheduler;

  constructor(open: OpenSocket, clock: Clock, scheduler: Scheduler) {
    this.#open = open;
    this.#clock = clock;
    this.#scheduler = scheduler;
  }

  /**
   * Sends a request; `onResult` is called once, at the latest after `timeout` milliseconds. A kept-alive connection
   * that turns out to have been closed meanwhile is replaced immediately, once.
   */
  exchange(request: string, timeout: number, onResult: (result: ExchangeResult) => void): void {
    this.#attempt(this.#takeIdle() ?? this.#openOne(), request, timeout, onResult);
  }

  /** Ends every idle connection. */
  close(): void {
    for (const connection of this.#idle.splice(0)) connection.abort('closed');
  }

  #attempt(
    connection: Connection,
    request: string,
    timeout: number,
    onResult: (result: ExchangeResult) => void,
  ): void {
    const began = this.#clock.now();
    const cancel = this.#scheduler.after(timeout, () => {
      connection.abort('timeout');
    });
    const reused = connection.exchanges > 0;
    connection.send(request, (result) => {
      cancel();
      if (!('reason' in result)) {
        if (result.keepAlive) this.#keep(connection);
        onResult(result);
        return;
      }
      const left = timeout - (this.#clock.now() - began);
      if (reused && result.untouched && result.reason !== 'timeout' && left > 0) {
        this.#attempt(this.#openOne(), request, left, onResult);
      } else onResult(result);
    });
  }

  #takeIdle(): Connection | null {
    const oldest = this.#clock.now() - IDLE_LIMIT;
    const connection = this.#idle.pop();
    if (connection === undefined) return null;
    if (connection.idleSince > oldest) return connection;
    // The last one in is the most recently used: all others are too old as well.
    connection.abort('closed');
    this.close();
    return null;
  }

  #openOne(): Connection {
    return new Connection(this.#open, (broken) => {
      const at = this.#idle.indexOf(broken);
      if (at >= 0) this.#idle.splice(at, 1);
    });
  }

  #keep(connection: Connection): void {
    connection.idleSince = this.#clock.now();
    this.#idle.push(connection);
  }
}
