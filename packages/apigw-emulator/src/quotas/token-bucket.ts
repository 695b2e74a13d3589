/** Allows `rate` requests a second, and up to `burst` at once after a pause. */
export class TokenBucket {
  #tokens: number;
  #filledAt: number;

  readonly #rate: number;
  readonly #burst: number;
  readonly #now: () => number;

  constructor(rate: number, burst: number, now: () => number) {
    this.#rate = rate;
    this.#burst = burst;
    this.#now = now;

    this.#tokens = burst;
    this.#filledAt = now();
  }

  /** Whether one more request is allowed now; if so, it is counted. */
  take(): boolean {
    const now = this.#now();
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#filledAt) / 1000) * this.#rate);
    this.#filledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
