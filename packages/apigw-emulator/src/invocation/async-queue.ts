import type { Clock } from '../clock.js';
import type { Call, Invoker } from './invoker.js';

/**
 * How Lambda handles an event of an asynchronous invocation.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export interface AsyncPolicy {
  /** Further attempts after a failure. Default: 2. */
  readonly retries?: 0 | 1 | 2;
  /** Milliseconds after which an event is given up, even with retries left. Default: six hours. */
  readonly maxEventAgeMs?: number;
  /** Receives events that were given up, like a dead-letter queue. */
  readonly onFailure?: (event: unknown, error: unknown) => void;
}

/** Delays before the second and the third attempt. */
const retryDelaysMs = [60_000, 120_000] as const;
const sixHoursMs = 6 * 60 * 60_000;

/** Runs asynchronous invocations with Lambda's retries. */
export class AsyncQueue {
  readonly #waiting = new Set<() => void>();
  #closed = false;

  readonly #invoker: Invoker;
  readonly #clock: Clock;

  constructor(invoker: Invoker, clock: Clock) {
    this.#invoker = invoker;
    this.#clock = clock;
  }

  /** Accepts the event and returns at once; the response is discarded. */
  enqueue<Event>(call: Call<Event>, policy: AsyncPolicy): void {
    void this.#attempt(call, policy, this.#clock.now(), 0);
  }

  /** Cancels the remaining retries, without calling `onFailure`. */
  close(): void {
    this.#closed = true;
    for (const cancel of this.#waiting) cancel();
    this.#waiting.clear();
  }

  async #attempt<Event>(call: Call<Event>, policy: AsyncPolicy, since: number, done: number): Promise<void> {
    const invocation = await this.#invoker.invoke(call);
    if (invocation.outcome === 'answered' || this.#closed) return;
    const { retries = 2, maxEventAgeMs = sixHoursMs, onFailure } = policy;
    const delayMs = done < retries ? retryDelaysMs[done] : undefined;
    if (delayMs === undefined || this.#clock.now() + delayMs - since > maxEventAgeMs) {
      onFailure?.(call.event, invocation.outcome === 'failed' ? invocation.error : new Error('timed out'));
      return;
    }
    const cancel = this.#clock.schedule(delayMs, () => {
      this.#waiting.delete(cancel);
      void this.#attempt(call, policy, since, done + 1);
    });
    this.#waiting.add(cancel);
  }
}
