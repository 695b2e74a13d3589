import type { Timers } from '../ports/timers.js';

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** Runs everything that waits only for promises. */
export function drainMicrotasks(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** Timers on a clock that only the test advances. */
export class FakeTimers implements Timers {
  #time = 0;
  #start = Date.UTC(2026, 0, 1);
  #timers = new Set<Timer>();

  now(): number {
    return this.#start + this.#time;
  }

  elapsed(): number {
    return this.#time;
  }

  /** Sets the clock, as a user or a time server does; waits go on. */
  setClock(now: number): void {
    this.#start = now - this.#time;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#time + Math.max(0, ms), run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** How many timers are pending. */
  get waiting(): number {
    return this.#timers.size;
  }

  /** Advances the clock, one timer after the other. */
  async advance(ms: number): Promise<void> {
    const end = this.#time + ms;
    await drainMicrotasks();
    for (;;) {
      const [next] = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#timers.delete(next);
      this.#time = Math.max(this.#time, next.at);
      next.run();
      await drainMicrotasks();
    }
    this.#time = end;
  }
}
