import type { Clock } from '@serverless-ws/chat-domain';
import type { Scheduler } from '../scheduler.js';

/** The longest delay that Node's timers accept, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** One point in time, and its listeners. */
export class Deadline {
  readonly #listeners: (() => void)[] = [];
  readonly #cancelTimer: () => void;
  #passed = false;

  /** @param at - epoch milliseconds */
  constructor(
    readonly at: number,
    clock: Clock,
    scheduler: Scheduler,
  ) {
    this.#cancelTimer = scheduler.after(Math.min(Math.max(0, at - clock.now()), LONGEST_TIMER), () => {
      this.#passed = true;
      for (const listener of this.#listeners) listener();
    });
  }

  /** Calls `listener` when the time is up, or now if it is. */
  onPassed(listener: () => void): void {
    if (this.#passed) listener();
    else this.#listeners.push(listener);
  }

  /** What `promise` resolves to; rejects when the time is up first. */
  before<T>(promise: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      promise.then(resolve, reject);
      this.onPassed(() => {
        reject(new Error('deadline'));
      });
    });
  }

  /** Cancels the timer; no listener is called any more. */
  cancel(): void {
    this.#cancelTimer();
  }
}
