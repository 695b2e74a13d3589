import type { RateLimiter } from './rate-limiter.js';

/**
 * The requests in flight of one gateway, and the rate at which they may start. A slot is held by a request, never by a
 * wait.
 */
export class SendWindow {
  readonly #waiting = new Set<() => void>();

  #free: number;
  readonly #rateLimiter: RateLimiter | null;

  constructor(free: number, rateLimiter: RateLimiter | null) {
    this.#free = free;
    this.#rateLimiter = rateLimiter;
  }

  /** Takes a slot, if one is free and the rate allows it. */
  take(): boolean {
    if (this.#free === 0 || this.#rateLimiter?.take() === false) return false;
    this.#free -= 1;
    return true;
  }

  /** Releases the slot of a request that has ended, and calls the longest waiting callback. */
  release(): void {
    this.#free += 1;
    if (this.#waiting.size === 0) return;
    if (this.#rateLimiter === null || this.#rateLimiter.isReady()) this.#wake();
    // Without a free slot, the called one would go to the end of the queue.
    else this.#rateLimiter.whenReady(this.#wake);
  }

  /** Releases a slot that was not used. */
  giveBack(): void {
    this.#rateLimiter?.giveBack();
    this.release();
  }

  /** Calls `next` once, when it is worth trying again. Asking again while waiting changes nothing. */
  whenFree(next: () => void): void {
    this.#waiting.add(next);
    if (this.#free > 0) this.#rateLimiter?.whenReady(this.#wake);
  }

  readonly #wake = (): void => {
    for (const next of this.#waiting) {
      this.#waiting.delete(next);
      next();
      break;
    }
  };
}
