import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.js';
import type { Faults } from '../faults.js';
import type { InvocationContext } from './invocation-context.js';

/** One call of a handler. */
export interface Call<Event> {
  /** A route key, or `authorizer`. */
  readonly target: string;
  readonly connectionId: string;
  readonly handler: (event: Event, context: InvocationContext) => unknown;
  readonly event: Event;
  readonly timeoutMs: number;
}

/** How an invocation ended. `answered` has the handler's response, parsed from JSON. */
export type Invocation =
  | { readonly outcome: 'answered'; readonly answer: unknown }
  | { readonly outcome: 'failed'; readonly error: unknown }
  | { readonly outcome: 'timedOut' };

/** Calls handlers as Lambda does: events and responses pass through JSON, and time is limited. */
export class Invoker {
  readonly #running = new Set<Promise<unknown>>();

  readonly #clock: Clock;
  readonly #faults: Faults;

  constructor(clock: Clock, faults: Faults) {
    this.#clock = clock;
    this.#faults = faults;
  }

  /** Never rejects. Whatever the handler does after its timeout is ignored. */
  invoke<Event>(call: Call<Event>): Promise<Invocation> {
    const deadline = this.#clock.now() + call.timeoutMs;
    const context: InvocationContext = {
      awsRequestId: randomUUID(),
      getRemainingTimeInMillis: () => Math.max(0, deadline - this.#clock.now()),
    };
    let cancel: () => void = () => undefined;
    const timeout = new Promise<Invocation>((resolve) => {
      cancel = this.#clock.schedule(call.timeoutMs, () => resolve({ outcome: 'timedOut' }));
    });
    return this.#track(Promise.race([this.#run(call, context), timeout]).finally(cancel));
  }

  /** Resolves when all running invocations, and those they start, have ended. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  async #run<Event>(call: Call<Event>, context: InvocationContext): Promise<Invocation> {
    const { target, connectionId, handler, event } = call;
    const fault = await this.#faults.met({ kind: 'invoke', target, connectionId });
    if (fault === 'drop' || fault === 'cut') return new Promise(() => undefined);
    if (fault) return { outcome: 'failed', error: new Error(`injected fault ${fault.status}`) };
    try {
      const answer = await handler(overTheWire(event), context);
      return { outcome: 'answered', answer: answer === undefined ? null : overTheWire(answer) };
    } catch (error) {
      return { outcome: 'failed', error };
    }
  }

  #track<T>(work: Promise<T>): Promise<T> {
    this.#running.add(work);
    void work.finally(() => this.#running.delete(work));
    return work;
  }
}

/** A handler that changes its event changes a copy; a function or a `Date` in a response is converted as on AWS. */
function overTheWire<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
