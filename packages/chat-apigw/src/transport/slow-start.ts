import type { Scheduler } from '../scheduler.js';

/** Connections after the first one, which brings the session that these resume. */
const FIRST_STEP = 8;

/** Milliseconds after which the pool grows although nothing has answered: one that hangs must not hold up the others. */
const PATIENCE = 50;

/**
 * How many connections a pool may hold: one until its handshake has brought a session, then 8, and one more for each
 * response while posts wait, so twice as many each round trip. A burst on a cold pool would otherwise pay for a full
 * handshake for each of its posts.
 */
export class SlowStart {
  readonly #scheduler: Scheduler;
  readonly #onGrown: () => void;
  #limit = 1;
  #cancelPatience: (() => void) | null = null;

  /** @param onGrown - called when the limit has risen without a response */
  constructor(scheduler: Scheduler, onGrown: () => void) {
    this.#scheduler = scheduler;
    this.#onGrown = onGrown;
  }

  /** Connections at most. */
  get limit(): number {
    return this.#limit;
  }

  /** Starts anew, as there is no connection any more. */
  reset(hasSession: boolean): void {
    this.#limit = hasSession ? FIRST_STEP : 1;
  }

  /** A handshake has brought a session. */
  prime(): void {
    if (this.#limit >= FIRST_STEP) return;
    this.#limit = FIRST_STEP;
    this.#onGrown();
  }

  /** A response has come while posts wait. */
  grow(): void {
    this.#limit = Math.max(FIRST_STEP, this.#limit + 1);
  }

  /** Posts wait: grows if nothing answers. */
  watch(): void {
    this.#cancelPatience ??= this.#scheduler.after(PATIENCE, () => {
      this.#cancelPatience = null;
      this.#limit = Math.max(FIRST_STEP, this.#limit * 2);
      this.#onGrown();
    });
  }

  /** No post waits. */
  rest(): void {
    this.#cancelPatience?.();
    this.#cancelPatience = null;
  }
}
