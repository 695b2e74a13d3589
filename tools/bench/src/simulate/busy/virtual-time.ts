import type { Clock, Timer } from '@serverless-ws/chat-domain';

interface Appointment {
  readonly at: number;
  /** Keeps those of one moment in the order in which they were made. */
  readonly order: number;
  readonly task: () => void;
}

/** A clock that jumps to the next thing that is due once all code waits for a later time: an hour takes seconds. */
export class VirtualTime implements Clock, Timer {
  #now: number;
  #made = 0;
  /** A binary heap, the next one first. */
  readonly #heap: Appointment[] = [];

  /** @param start - epoch milliseconds */
  constructor(start: number = Date.UTC(2026, 0, 1)) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.at(this.#now + milliseconds, resolve));
  }

  /** Runs a task at a time, in epoch milliseconds. */
  at(at: number, task: () => void): void {
    this.#made += 1;
    this.#heap.push({ at, order: this.#made, task });
    this.#up(this.#heap.length - 1);
  }

  /** Runs until nothing is due any more. */
  async run(): Promise<void> {
    await settled();
    for (let next = this.#pop(); next !== undefined; next = this.#pop()) {
      this.#now = Math.max(this.#now, next.at);
      next.task();
      await settled();
    }
  }

  #pop(): Appointment | undefined {
    const [first] = this.#heap;
    const last = this.#heap.pop();
    if (last !== undefined && this.#heap.length > 0) {
      this.#heap[0] = last;
      this.#down(0);
    }
    return first;
  }

  #up(start: number): void {
    for (let index = start; index > 0;) {
      const parent = (index - 1) >> 1;
      if (!this.#isBefore(index, parent)) return;
      this.#swap(index, parent);
      index = parent;
    }
  }

  #down(start: number): void {
    for (let index = start; ;) {
      const [left, right] = [2 * index + 1, 2 * index + 2];
      const child = this.#isBefore(right, left) ? right : left;
      if (!this.#isBefore(child, index)) return;
      this.#swap(index, child);
      index = child;
    }
  }

  #isBefore(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (a === undefined || b === undefined) return a !== undefined;
    return a.at < b.at || (a.at === b.at && a.order < b.order);
  }

  #swap(one: number, other: number): void {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (a === undefined || b === undefined) return;
    this.#heap[one] = b;
    this.#heap[other] = a;
  }
}

/** After this turn of the event loop, all code that could go on has done so. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
