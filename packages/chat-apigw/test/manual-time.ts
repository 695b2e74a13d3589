import type { Clock } from '@serverless-ws/chat-domain';
import type { Scheduler } from '../src/scheduler.js';

/** Turns of the event loop without traffic after which no data is in flight over loopback. */
const QUIET_TURNS = 25;

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** Clock and timers that only the test advances; real sockets reach their next wait first. */
export class ManualTime implements Clock, Scheduler {
  #time = Date.UTC(2026, 0, 1);
  readonly #timers = new Set<Timer>();

  readonly #traffic: () => number;

  /** @param traffic - a number that changes whenever something happens on a socket */
  constructor(traffic: () => number) {
    this.#traffic = traffic;
  }

  now(): number {
    return this.#time;
  }

  /** Timers that have neither run nor been cancelled. */
  get pending(): number {
    return this.#timers.size;
  }

  after(milliseconds: number, run: () => void): () => void {
    const timer = { at: this.#time + milliseconds, run };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  }

  /** Moves at once; timers due meanwhile run late, as after a process was frozen. */
  jump(milliseconds: number): void {
    this.#time += milliseconds;
    const due = [...this.#timers].filter(({ at }) => at <= this.#time).sort((a, b) => a.at - b.at);
    for (const timer of due) if (this.#timers.delete(timer)) timer.run();
  }

  /** Waits until I/O is idle, moves to the next timer, and so on, until `milliseconds` have passed. */
  async elapse(milliseconds: number): Promise<void> {
    const target = this.#time + milliseconds;
    for (;;) {
      await this.#rest();
      const due = [...this.#timers].filter(({ at }) => at <= target).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#time = Math.max(this.#time, due.at);
      this.#timers.delete(due);
      due.run();
    }
    this.#time = target;
  }

  /** The result of `promise`, while time advances; rejects when `limit` milliseconds were not enough. */
  async until<T>(promise: Promise<T>, limit = 60_000): Promise<T> {
    let settled = false;
    const done = promise.finally(() => (settled = true));
    done.catch(() => undefined);
    const end = this.#time + limit;
    await this.#rest();
    while (!settled && this.#time < end) await this.elapse(10);
    if (!settled) throw new Error(`Not settled after ${limit} ms`);
    return done;
  }

  async #rest(): Promise<void> {
    let seen = this.#traffic();
    for (let turns = 0; turns < QUIET_TURNS; turns += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#traffic() === seen) continue;
      seen = this.#traffic();
      turns = 0;
    }
  }
}
