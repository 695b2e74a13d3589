/**
 * The delay before the next attempt: random under a bound that doubles, so that a thousand clients that were
 * disconnected together do not reconnect together ("full jitter").
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export class Backoff {
  readonly #random: () => number;
  readonly #base: number;
  readonly #cap: number;
  #tries = 0;

  /**
   * @param base - the first bound, in milliseconds
   * @param cap - the highest bound, in milliseconds
   * @param random - uniform in 0 to 1
   */
  constructor(base: number, cap: number, random: () => number) {
    this.#random = random;
    this.#base = base;
    this.#cap = cap;
  }

  /** Milliseconds until the next attempt. */
  next(): number {
    const bound = Math.min(this.#cap, this.#base * 2 ** this.#tries);
    this.#tries += 1;
    return this.#random() * bound;
  }

  reset(): void {
    this.#tries = 0;
  }
}
