import type { Clock } from '@serverless-ws/chat-domain';
import type { Scheduler } from '../scheduler.js';
import type { LoopUtilization } from './loop-utilization.js';

/** Connections after the first one, which brings the session that these resume. */
const FIRST_STEP = 8;

/** Round trips that a burst may take over the connections that there are: to open more then costs more than it saves. */
const ROUNDS = 5;

/** What the limit rises by for each response of a smaller burst, so that one that goes on gets its connections. */
const SLOWLY = 1 / 16;

/** Milliseconds without a handshake or a response after which the pool grows all the same: the others may hang. */
const PATIENCE = 25;

/**
 * The share of its time that the process may spend on work while the pool grows. Above it, another handshake delays the
 * posts: a burst of 2,000 would spend all of its deadline on handshakes where a twentieth of a core is there for them.
 */
const BUSY = 0.9;

/** Milliseconds between two looks at that share. */
const SAMPLE = 10;

/**
 * How many connections a pool may hold: one until its handshake has brought a session, then 8, and one more for each
 * response of a large burst, so twice as many each round trip, while the process has time to spare. A burst on a cold
 * pool would otherwise pay for a full handshake for each of its posts.
 */
export class SlowStart {
  readonly #clock: Clock;
  readonly #scheduler: Scheduler;
  readonly #utilization: LoopUtilization;
  readonly #onGrown: () => void;
  #limit = 1;
  #responses = 0;
  #isBusy = false;
  /** When the process was looked at last; `null` before any post has waited. */
  #sampledAt: number | null = null;
  #progressAt = -Infinity;
  #cancelPatience: (() => void) | null = null;

  /** @param onGrown - called when the limit has risen without a response */
  constructor(clock: Clock, scheduler: Scheduler, utilization: LoopUtilization, onGrown: () => void) {
    this.#clock = clock;
    this.#scheduler = scheduler;
    this.#utilization = utilization;
    this.#onGrown = onGrown;
  }

  /** Whether there may be one more than `size`. */
  allows(size: number): boolean {
    return size + 1 <= this.#limit;
  }

  /** Starts anew, as there is no connection any more. */
  reset(hasSession: boolean): void {
    this.#limit = hasSession ? FIRST_STEP : 1;
    this.#responses = 0;
    this.#sampledAt = null;
    this.#isBusy = false;
  }

  /** A handshake has brought a session. */
  prime(): void {
    this.#progressAt = this.#clock.now();
    if (this.#limit >= FIRST_STEP) return;
    this.#limit = FIRST_STEP;
    this.#onGrown();
  }

  /** A response has come while so many posts wait. */
  grow(waiting: number): void {
    this.#progressAt = this.#clock.now();
    this.#responses += 1;
    if (this.#sampledAt !== null && this.#progressAt - this.#sampledAt >= SAMPLE) this.#sample();
    if (this.#isBusy) return;
    // A burst of which much has been served is taken for a long one: what waits is no more than a window.
    const isLarge = waiting + this.#responses > ROUNDS * this.#limit;
    this.#limit = Math.max(FIRST_STEP, this.#limit + (isLarge ? 1 : SLOWLY));
  }

  /** Posts wait: grows if nothing happens. */
  watch(): void {
    if (this.#sampledAt === null) {
      this.#sampledAt = this.#clock.now();
      // Only from now on: what was done before says nothing about the burst.
      this.#utilization();
    }
    this.#watchFor(PATIENCE);
  }

  /** No post waits. */
  rest(): void {
    this.#cancelPatience?.();
    this.#cancelPatience = null;
  }

  #watchFor(time: number): void {
    this.#cancelPatience ??= this.#scheduler.after(time, () => {
      this.#cancelPatience = null;
      const left = this.#progressAt + PATIENCE - this.#clock.now();
      if (left > 0) return this.#watchFor(left);
      this.#limit = Math.max(FIRST_STEP, this.#limit * 2);
      this.#onGrown();
    });
  }

  #sample(): void {
    this.#sampledAt = this.#clock.now();
    this.#isBusy = this.#utilization() > BUSY;
  }
}
