import { isEnded, type Recipient } from '../../model/connection.js';
import type { DeliverySummary, Undelivered } from '../../ports/message-gateway.js';
import { areSingleClients } from './first-wave.js';
import type { DeliverEachOptions, PostOne, PostOutcome } from './post-one.js';

/** One recipient without a result yet. */
interface Flight<R> {
  readonly recipient: R;
  /** Whether it had stalled before: it is tried once, and not waited for. */
  readonly isStalled: boolean;
}

/** The posts of one `deliverEach`. */
export class EachDelivery<R extends Recipient> {
  readonly #post: PostOne<R>;
  readonly #options: DeliverEachOptions<R>;
  readonly #summary = { delivered: 0, gone: 0, failed: 0 };
  readonly #flights = new Set<Flight<R>>();
  #tried = 0;
  #stalledInFlight = 0;
  #isTailOver = false;
  #onChange: (() => void) | null = null;

  constructor(post: PostOne<R>, options: DeliverEachOptions<R>) {
    this.#post = post;
    this.#options = options;
  }

  /** The counts so far. */
  get summary(): DeliverySummary {
    return { ...this.#summary };
  }

  /** Recipients without a result yet. */
  get inFlight(): number {
    return this.#flights.size;
  }

  /** Posts to a recipient, unless its right to receive has ended. */
  start(recipient: R): void {
    const { retry, stalled, tail, time } = this.#options;
    if (isEnded(recipient, time.now())) return;
    const isStalled = tail !== undefined && stalled?.has(recipient.connectionId) === true;
    const flight = { recipient, isStalled };
    this.#flights.add(flight);
    this.#tried += 1;
    if (isStalled) this.#stalledInFlight += 1;
    const done = (result: PostOutcome): void => this.#finish(flight, result);
    const failed = (error: unknown): void => done(failure(error));
    try {
      const mayRetry = (): boolean =>
        retry !== false && !isStalled && this.#flights.has(flight) && !isEnded(recipient, time.now());
      this.#post(recipient, mayRetry).then(done, failed);
    } catch (error) {
      failed(error);
    }
  }

  /** Resolves when a post has ended, or the tail. */
  change(): Promise<void> {
    return new Promise((resolve) => (this.#onChange = resolve));
  }

  /** Resolves when every recipient has a result; those that are not waited for any longer are failed. */
  async end(): Promise<void> {
    const { tail, time } = this.#options;
    if (tail !== undefined && this.inFlight > 0) {
      void time.wait(tail).then(() => {
        this.#isTailOver = true;
        this.#wake();
      });
    }
    while (this.inFlight > 0 && !this.#isOver()) await this.change();
    for (const flight of this.#flights) this.#finish(flight, { outcome: 'failed', reason: 'tail' });
  }

  /** Whether what is left is not waited for. */
  #isOver(): boolean {
    const { tail } = this.#options;
    if (tail === undefined) return false;
    const { delivered } = this.#summary;
    const onlyStalled = this.#stalledInFlight === this.inFlight;
    if (!onlyStalled && !this.#isTailOver) return false;
    const failing = this.#isTailOver ? this.#countFailing() : this.inFlight;
    return areSingleClients({ tried: this.#tried, delivered, failing });
  }

  #countFailing(): number {
    const { time, opening = 0 } = this.#options;
    const openSince = time.now() - opening;
    const counts = [...this.#flights].filter(
      ({ isStalled, recipient }) => !isStalled && recipient.connectedAt <= openSince,
    );
    return counts.length;
  }

  #finish(flight: Flight<R>, result: PostOutcome): void {
    const { recipient, isStalled } = flight;
    const { stalled, onUndelivered } = this.#options;
    const { connectionId } = recipient;
    if (result.outcome !== 'failed') stalled?.delete(connectionId);
    // Given up already.
    if (!this.#flights.delete(flight)) return;
    if (isStalled) this.#stalledInFlight -= 1;
    this.#summary[result.outcome] += 1;
    if (result.outcome !== 'delivered') {
      if (result.outcome === 'failed' && this.#summary.delivered > 0) stalled?.add(connectionId);
      report(onUndelivered, { recipient, ...result });
    }
    this.#wake();
  }

  #wake(): void {
    const onChange = this.#onChange;
    this.#onChange = null;
    onChange?.();
  }
}

function failure(error: unknown): PostOutcome {
  return { outcome: 'failed', reason: error instanceof Error ? error.name : 'unknown' };
}

/** A listener that throws must not stop the delivery to the others. */
function report<R extends Recipient>(
  listener: ((undelivered: Undelivered<R>) => void) | undefined,
  undelivered: Undelivered<R>,
): void {
  try {
    listener?.(undelivered);
  } catch {
    // By the contract of the port, `deliver` rejects only when `recipients` does.
  }
}
