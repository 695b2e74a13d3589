import type { Clock } from '@serverless-ws/chat-domain';
import type { Scheduler } from '../scheduler.js';
import { Connection, type ConnectionEvents, type ExchangeResult, type SocketSource } from './connection.js';
import type { LoopUtilization } from './loop-utilization.js';
import { SlowStart } from './slow-start.js';
import { Stragglers } from './stragglers.js';

/**
 * Milliseconds after which an idle connection is not used again: the other side, or a frozen Lambda's network, has
 * dropped it by then. Checked when a connection is needed, so that no timer outlives a delivery.
 */
const IDLE_LIMIT = 20_000;

type OnResult = (result: ExchangeResult) => void;

/** How long an exchange may take. */
export interface ExchangeLimits {
  /** Milliseconds from when the request is sent. */
  readonly timeout: number;
  /** Epoch milliseconds at which it ends in any case, also if it still waits for a connection. */
  readonly until: number;
}

/** The reason of an exchange whose request was never sent: no connection was free for it in time. */
export const NO_CONNECTION = 'no connection';

/** A request for which no connection may be opened yet. */
interface Waiting extends ExchangeLimits {
  readonly request: string;
  readonly onResult: OnResult;
  readonly cancelTimeout: () => void;
}

/**
 * Kept-alive connections to one endpoint. It opens one for every exchange in flight, so the caller must bound them; over
 * TLS a cold pool opens few at first ({@link SlowStart}), and the other exchanges wait for these.
 */
export class ConnectionPool {
  readonly #idle: Connection[] = [];
  readonly #waiting = new Set<Waiting>();
  readonly #slowStart: SlowStart;
  readonly #stragglers = new Stragglers<Connection>();
  /** Connections that are open or being opened. */
  #size = 0;

  readonly #source: SocketSource;
  readonly #clock: Clock;
  readonly #scheduler: Scheduler;
  readonly #events: ConnectionEvents;

  constructor(source: SocketSource, clock: Clock, scheduler: Scheduler, utilization: LoopUtilization) {
    this.#source = source;
    this.#clock = clock;
    this.#scheduler = scheduler;
    this.#slowStart = new SlowStart(clock, scheduler, utilization, () => {
      this.#serve();
    });
    this.#events = {
      onBroken: (broken) => {
        this.#drop(broken);
      },
      onSession: () => {
        this.#slowStart.prime();
      },
    };
  }

  /**
   * Sends a request; `onResult` is called once, at the latest when the limits say. A kept-alive connection that turns
   * out to have been closed meanwhile is replaced immediately, once.
   */
  exchange(request: string, limits: ExchangeLimits, onResult: OnResult): void {
    const connection = this.#takeIdle() ?? this.#openIfAllowed();
    if (connection === null) this.#wait(request, limits, onResult);
    else this.#attempt(connection, request, this.#timeoutOf(limits), onResult);
  }

  /** Ends every idle connection. */
  close(): void {
    for (const connection of this.#idle.splice(0)) connection.abort('closed');
  }

  #attempt(connection: Connection, request: string, timeout: number, onResult: OnResult): void {
    const began = this.#clock.now();
    this.#stragglers.send(connection, began);
    const cancel = this.#scheduler.after(timeout, () => {
      connection.abort('timeout');
    });
    const reused = connection.exchanges > 0;
    connection.send(request, (result) => {
      cancel();
      this.#stragglers.end(connection, !('reason' in result));
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

  #wait(request: string, limits: ExchangeLimits, onResult: OnResult): void {
    const waiting: Waiting = {
      ...limits,
      request,
      onResult,
      cancelTimeout: this.#scheduler.after(limits.until - this.#clock.now(), () => {
        this.#waiting.delete(waiting);
        if (this.#waiting.size === 0) this.#slowStart.rest();
        onResult({ status: 0, reason: NO_CONNECTION, untouched: true });
      }),
    };
    this.#waiting.add(waiting);
    this.#slowStart.watch();
  }

  /** Sends what waits, as far as there are connections for it. */
  #serve(): void {
    for (const waiting of this.#waiting) {
      const connection = this.#idle.pop() ?? this.#openIfAllowed();
      if (connection === null) {
        this.#slowStart.watch();
        return;
      }
      this.#waiting.delete(waiting);
      waiting.cancelTimeout();
      this.#attempt(connection, waiting.request, this.#timeoutOf(waiting), waiting.onResult);
    }
    this.#slowStart.rest();
  }

  #timeoutOf({ timeout, until }: ExchangeLimits): number {
    return Math.max(1, Math.min(timeout, until - this.#clock.now()));
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

  #openIfAllowed(): Connection | null {
    const { session } = this.#source;
    if (session !== 'plain') {
      if (this.#size === 0) this.#slowStart.reset(session === 'known');
      if (!this.#slowStart.allows(this.#size - this.#stragglers.count)) return null;
    }
    return this.#openOne();
  }

  #openOne(): Connection {
    const connection = new Connection(this.#source, this.#events);
    this.#size += 1;
    return connection;
  }

  #keep(connection: Connection): void {
    connection.idleSince = this.#clock.now();
    this.#idle.push(connection);
    if (this.#waiting.size === 0) return;
    this.#slowStart.grow(this.#waiting.size);
    this.#serve();
  }

  #drop(broken: Connection): void {
    this.#size -= 1;
    const at = this.#idle.indexOf(broken);
    if (at >= 0) this.#idle.splice(at, 1);
    if (this.#waiting.size > 0) this.#serve();
  }
}
