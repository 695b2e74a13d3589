import type { Clock } from '../ports/clock.js';
import type { Timer } from '../ports/timer.js';

/** Microtasks that {@link ManualClock.elapse} runs before it moves: enough for in-memory adapters to reach a wait. */
const GRACE = 1_000;

interface Waiting {
  readonly at: number;
  readonly wake: () => void;
}

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock, Timer {
  #now: number;
  #waiting: Waiting[] = [];

  /** @param now - epoch milliseconds at which it stands; 1 January 2026 when left out */
  constructor(now: number = Date.UTC(2026, 0, 1)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  /** Moves at once, by `ms`, and resolves all waits for a time up to then. */
  advance(ms: number): void {
    this.#moveTo(this.#now + ms);
  }

  /**
   * Lets all code that runs get to its next wait, then moves by `ms` in as many steps as there are waits on the way,
   * so that each resumes at the time it waited for.
   */
  async elapse(ms: number): Promise<void> {
    const target = this.#now + ms;
    for (;;) {
      await quiet();
      const next = Math.min(target, ...this.#waiting.map(({ at }) => at));
      this.#moveTo(Math.max(next, this.#now));
      if (next >= target) break;
    }
    await quiet();
  }

  /** Resolves when the clock stands at `at` (epoch milliseconds) or later. */
  until(at: number): Promise<void> {
    if (at <= this.#now) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push({ at, wake: resolve });
    });
  }

  wait(milliseconds: number): Promise<void> {
    return this.until(this.#now + milliseconds);
  }

  #moveTo(now: number): void {
    this.#now = now;
    const due = this.#waiting.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
    this.#waiting = this.#waiting.filter(({ at }) => at > now);
    for (const { wake } of due) wake();
  }
}

/** Runs the microtasks that are queued, and those that they queue. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < GRACE; turn += 1) await null;
}
