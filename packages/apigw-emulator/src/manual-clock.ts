import type { Clock } from './clock.js';

interface Timer {
  readonly due: number;
  readonly order: number;
  readonly task: () => void;
}

/** A clock that only `advance` moves: two hours of idle and lifetime limits pass in an instant. */
export class ManualClock implements Clock {
  readonly #timers = new Set<Timer>();
  #now: number;
  #order = 0;

  /** @param start milliseconds since the epoch; defaults to the real time, so that signatures stay valid */
  constructor(start: number = Date.now()) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  schedule(delayMs: number, task: () => void): () => void {
    const timer = { due: this.#now + Math.max(0, delayMs), order: this.#order++, task };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  }

  /** Advances the time by `ms` and runs the timers that fall due, in order, each at its own time. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (let due = this.#dueBy(end); due.length > 0; due = this.#dueBy(end)) {
      for (const timer of due) {
        if (!this.#timers.delete(timer)) continue;
        this.#now = Math.max(this.#now, timer.due);
        timer.task();
      }
    }
    this.#now = end;
  }

  /** The timers of the earliest moment not after `end`, in the order they were set. */
  #dueBy(end: number): Timer[] {
    let earliest = Infinity;
    for (const { due } of this.#timers) earliest = Math.min(earliest, due);
    if (earliest > end) return [];
    return [...this.#timers].filter(({ due }) => due === earliest).sort((a, b) => a.order - b.order);
  }
}
