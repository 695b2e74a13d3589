import { ChatError, type Logger, type Recipient, type Undelivered } from '@serverless-ws/chat-domain';

/** Reasons listed in one line; the rest is summed up. */
const REASONS = 8;

/**
 * Reports recipients that were not reached, with a summary of the reasons: one log line for a delivery instead of one
 * for each recipient. Gone recipients are no failure. Throttled posts have a line of their own: they tell that the
 * account is near its quota while all are reached yet.
 */
export class FailureReport<R extends Recipient> {
  readonly #counts = new Map<string, number>();
  #cause: unknown;
  #reached = false;
  #throttled = 0;

  readonly #listener: ((undelivered: Undelivered<R>) => void) | undefined;

  constructor(listener: ((undelivered: Undelivered<R>) => void) | undefined) {
    this.#listener = listener;
  }

  /**
   * Counts, and calls the listener; an error that it throws is logged and does not affect the delivery.
   *
   * @param cause - the error that made it fail, where that is known
   */
  add(undelivered: Undelivered<R>, cause?: unknown): void {
    if (undelivered.outcome === 'failed') this.#count(undelivered.reason);
    else this.#reached = true;
    this.#cause ??= cause;
    try {
      this.#listener?.(undelivered);
    } catch (error) {
      this.#cause ??= error;
      this.#count('the listener threw');
    }
  }

  /** The gateway has accepted a recipient's message. */
  reach(): void {
    this.#reached = true;
  }

  /** The gateway has throttled a post, whatever becomes of its recipient. */
  throttle(): void {
    this.#throttled += 1;
  }

  /** Logs the throttled posts and the failures, if any: an error when no recipient was reached, else a warning. */
  write(logger: Logger | undefined, endpoint: string): void {
    if (this.#throttled > 0) logger?.warn('Posts were throttled', { endpoint, posts: this.#throttled });
    if (this.#counts.size === 0) return;
    const reasons = [...this.#counts].map(([reason, count]) => `${reason} (${String(count)})`).join(', ');
    const fields = { endpoint, reasons };
    if (this.#reached) logger?.warn('Some recipients were not reached', fields);
    else {
      const error = new ChatError('unavailable', `No recipient was reached: ${reasons}`, {
        cause: this.#cause,
      });
      logger?.error('No recipient was reached', error, fields);
    }
  }

  #count(reason: string): void {
    const name = this.#counts.has(reason) || this.#counts.size < REASONS ? reason : 'other';
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }
}
