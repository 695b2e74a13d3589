import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.js';
import type { InvocationContext } from './invocation-context.js';

/** How an invocation ended. `answered` carries the answer as it came out of JSON. */
export type Invocation =
  | { readonly outcome: 'answered'; readonly answer: unknown }
  | { readonly outcome: 'failed'; readonly error: unknown }
  | { readonly outcome: 'timedOut' };

/** Calls handlers as Lambda would: events and answers pass through JSON, and time is limited. */
export class Invoker {
  readonly #running = new Set<Promise<unknown>>();

  constructor(private readonly clock: Clock) {}

  /** Never rejects. What the handler still does after its time is up is ignored. */
  async invoke<Event>(
    handler: (event: Event, context: InvocationContext) => unknown,
    event: Event,
    timeoutMs: number,
  ): Promise<Invocation> {
    const deadline = this.clock.now() + timeoutMs;
    const context: InvocationContext = {
      awsRequestId: randomUUID(),
      getRemainingTimeInMillis: () => Math.max(0, deadline - this.clock.now()),
    };
    let cancel: () => void = () => undefined;
    const timeout = new Promise<Invocation>((resolve) => {
      cancel = this.clock.schedule(timeoutMs, () => resolve({ outcome: 'timedOut' }));
    });
    const run = this.track(call(handler, event, context));
    return Promise.race([run, timeout]).finally(cancel);
  }

  /** Counts a piece of work among those that `settled` waits for. */
  track<T>(work: Promise<T>): Promise<T> {
    this.#running.add(work);
    const forget = (): void => void this.#running.delete(work);
    work.then(forget, forget);
    return work;
  }

  /** Resolves when everything that now runs, and what it starts, has ended. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }
}

async function call<Event>(
  handler: (event: Event, context: InvocationContext) => unknown,
  event: Event,
  context: InvocationContext,
): Promise<Invocation> {
  try {
    const answer = await handler(overTheWire(event), context);
    return { outcome: 'answered', answer: answer === undefined ? null : overTheWire(answer) };
  } catch (error) {
    return { outcome: 'failed', error };
  }
}

/** A handler that keeps or changes its event changes a copy; a function or a `Date` in an answer fares as on AWS. */
function overTheWire<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
