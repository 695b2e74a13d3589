import type { Clock } from '@serverless-ws/chat-domain';
import type { ByteSocket, SocketEvents, SocketSource } from '../src/transport/connection.js';
import type { Scheduler } from '../src/scheduler.js';

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n';

/** Microtasks after which the code under test waits for the next event. */
const GRACE = 20;

interface Event {
  readonly at: number;
  readonly run: () => void;
}

/** The time of one process: events run one after the other, late where earlier ones took long, as in an event loop. */
export class BusyTime implements Clock, Scheduler {
  #now = Date.UTC(2026, 0, 1);
  #busy = 0;
  #since = this.#now;
  readonly #events = new Set<Event>();

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, run: () => void): () => void {
    const event = { at: this.#now + milliseconds, run };
    this.#events.add(event);
    return () => void this.#events.delete(event);
  }

  /** What runs now takes so long. */
  spend(milliseconds: number): void {
    this.#now += milliseconds;
    this.#busy += milliseconds;
  }

  /** Nothing runs for a while. */
  sleep(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** The share of the time since the last call in which something ran. */
  utilization(): number {
    const part = this.#busy / Math.max(1, this.#now - this.#since);
    this.#busy = 0;
    this.#since = this.#now;
    return part;
  }

  /** Lets everything happen until `promise` has settled. */
  async until<T>(promise: Promise<T>): Promise<T> {
    let isSettled = false;
    const done = promise.finally(() => (isSettled = true));
    for (;;) {
      for (let turn = 0; turn < GRACE; turn += 1) await null;
      const next = this.#next();
      if (isSettled || next === undefined) return done;
      this.#events.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
  }

  #next(): Event | undefined {
    let next: Event | undefined;
    for (const event of this.#events) if (next === undefined || event.at < next.at) next = event;
    return next;
  }
}

/** What things take, in milliseconds. */
export interface Costs {
  /** CPU of one handshake of TLS, of the process that posts. */
  readonly handshake: number;
  /** CPU of one post. */
  readonly post: number;
  /** From a request to its response, besides. */
  readonly response: number;
}

/** An endpoint over TLS, of which only the time that it takes is real. */
export class VirtualEndpoint implements SocketSource {
  /** Connections that were opened. */
  opened = 0;
  /** Requests whose number is below it get no response. */
  hanging = 0;
  /** When the last request came that gets a response. */
  lastAt = 0;
  session: 'none' | 'known' = 'none';
  readonly #time: BusyTime;
  readonly #costs: Costs;

  constructor(time: BusyTime, costs: Costs) {
    this.#time = time;
    this.#costs = costs;
  }

  open(events: SocketEvents): ByteSocket {
    this.opened += 1;
    const { handshake, post, response } = this.#costs;
    const time = this.#time;
    let isConnected = false;
    let isOpen = true;
    let held = '';
    const respond = (request: string): void => {
      time.spend(post);
      if (Number(request) < this.hanging) return;
      this.lastAt = time.now();
      time.after(response, () => {
        if (isOpen) events.onBytes(OK);
      });
    };
    time.after(1, () => {
      if (!isOpen) return;
      time.spend(handshake);
      isConnected = true;
      this.session = 'known';
      events.onSession();
      if (held !== '') respond(held);
    });
    return {
      write: (request) => {
        if (isConnected) respond(request);
        else held = request;
        return true;
      },
      destroy: () => (isOpen = false),
    };
  }
}
