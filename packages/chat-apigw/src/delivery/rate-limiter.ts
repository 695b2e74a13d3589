import type { Clock } from '@serverless-ws/chat-domain';
import type { Scheduler } from '../scheduler.js';

/** Seconds' worth of posts that may start at once: enough for timers that fire late, little against a quota. */
const BURST = 0.05;

/** Seconds' worth of posts to wait for: a timer for each post would cost more than the post. */
const BATCH = 0.005;

/** The share of throttled posts in a second above which the account is throttled, not a single client. */
const THROTTLED_PART = 0.1;

/** The minimum rate, and the rise after a second below that share; both as a share of the limit. */
const SLOWEST = 1 / 64;
const RECOVERY = 0.1;

/**
 * Holds a gateway to a number of posts a second (a token bucket). A single 429 may only mean that one client's buffer is
 * full, so the rate halves only after a second in which more than a tenth of the posts got one.
 */
export class RateLimiter {
  #current: number;
  #tokens: number;
  #filledAt: number;
  #second: number;
  #responses = 0;
  #throttled = 0;
  #waiting = false;

  readonly #limit: number;
  readonly #clock: Clock;
  readonly #scheduler: Scheduler;

  /** @param limit - posts a second */
  constructor(limit: number, clock: Clock, scheduler: Scheduler) {
    this.#limit = limit;
    this.#clock = clock;
    this.#scheduler = scheduler;

    this.#current = limit;
    this.#tokens = this.#capacity();
    this.#filledAt = clock.now();
    this.#second = Math.floor(this.#filledAt / 1_000);
  }

  /** Whether a post may start now. */
  take(): boolean {
    if (!this.isReady()) return false;
    this.#tokens -= 1;
    return true;
  }

  /** Whether {@link take} would succeed. */
  isReady(): boolean {
    const now = this.#clock.now();
    // A clock may be set back.
    const seconds = Math.max(0, now - this.#filledAt) / 1_000;
    this.#tokens = Math.min(this.#capacity(), this.#tokens + seconds * this.#current);
    this.#filledAt = now;
    return this.#tokens >= 1;
  }

  /** Returns the token of a post that did not start. */
  giveBack(): void {
    this.#tokens += 1;
  }

  /** Calls `run` once, when several posts may start; further calls until then have no effect. */
  whenReady(run: () => void): void {
    if (this.#waiting) return;
    this.#waiting = true;
    const wanted = Math.max(1, this.#current * BATCH) - this.#tokens;
    this.#scheduler.after(Math.max(1, Math.ceil((wanted / this.#current) * 1_000)), () => {
      this.#waiting = false;
      run();
    });
  }

  /** Counts a response. */
  recordResponse(status: number): void {
    const second = Math.floor(this.#clock.now() / 1_000);
    if (second !== this.#second) this.#closeSecond(second);
    this.#responses += 1;
    if (status === 429) this.#throttled += 1;
  }

  #closeSecond(second: number): void {
    const busy = this.#throttled > 1 && this.#throttled > this.#responses * THROTTLED_PART;
    const rate = busy ? this.#current / 2 : this.#current + this.#limit * RECOVERY;
    this.#current = Math.min(this.#limit, Math.max(this.#limit * SLOWEST, rate));
    this.#second = second;
    this.#responses = 0;
    this.#throttled = 0;
  }

  #capacity(): number {
    return Math.max(1, this.#current * BURST);
  }
}
