import { ChatError, type LogCursor } from '@serverless-ws/chat-domain';
import type { PortCall } from '@serverless-ws/chat-domain/in-memory';

/**
 * What happens to a port call.
 * - `go`: it is made, and its result returned.
 * - `crash`, `crashAfter`: its invocation crashes before it is made, or after.
 * - `fail`, `lose`: it is not made, or it is made and the response is lost; the invocation gets an error.
 */
export type Verdict = 'go' | 'crash' | 'crashAfter' | 'fail' | 'lose';

/** One run of a use case: what a Lambda invocation is. Frozen until the scheduler lets it take its next step. */
export interface Invocation {
  readonly name: string;
  isDead: boolean;
  /** Whether any of its calls had a fault. */
  isHarmed: boolean;
  /** The positions that it reserved. */
  readonly reserved: LogCursor[];
  /** The connections that it posted to. */
  readonly posted: string[];
  /** Called when it crashes. */
  onCrash?: () => void;
}

/** Intercepts the calls of a port in one invocation. */
export type Gate = (call: PortCall) => Promise<unknown>;

declare function setTimeout(run: () => void, ms: number): unknown;

/** Runs a task once no microtask is left. Taken once, so that the fake time of a test moves nothing here. */
const { setImmediate: soon = (run: () => void) => setTimeout(run, 0) } = globalThis as {
  readonly setImmediate?: (run: () => void) => unknown;
};

interface Waiting {
  readonly invocation: Invocation;
  readonly call: PortCall;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Holds every port call of every invocation until `step` decides on it: one at a time, in any order. */
export class Scheduler {
  #waiting: Waiting[] = [];

  /** How many port calls wait. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Starts an invocation; it runs up to its first port call. */
  async start(name: string, body: (gate: Gate, invocation: Invocation) => Promise<void>): Promise<void> {
    const invocation: Invocation = { name, isDead: false, isHarmed: false, reserved: [], posted: [] };
    const gate: Gate = (call) =>
      new Promise((resolve, reject) => {
        if (!invocation.isDead) this.#waiting.push({ invocation, call, resolve, reject });
      });
    void body(gate, invocation);
    await quiet();
  }

  /** Decides on the call at `index`, modulo their number; its invocation runs up to its next call. */
  async step(index: number, verdict: Verdict = 'go'): Promise<void> {
    const [waiting] = this.#waiting.splice(Math.max(0, index) % Math.max(1, this.#waiting.length), 1);
    if (waiting === undefined) return;
    await this.#decide(waiting, verdict);
    await quiet();
  }

  /**
   * Lets everything run to its end.
   * @param verdictOf - what happens to a call of a method; all go when absent
   */
  async finish(verdictOf: (method: string) => Verdict = () => 'go'): Promise<void> {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0])
      await this.step(0, verdictOf(next.call.method));
  }

  async #decide({ invocation, call, resolve, reject }: Waiting, verdict: Verdict): Promise<void> {
    if (verdict !== 'go') invocation.isHarmed = true;
    if (call.method === 'post') invocation.posted.push(String(call.args[0]));
    const isMade = verdict !== 'crash' && verdict !== 'fail';
    const made = isMade
      ? await resultOf(call)
      : { error: new ChatError('unavailable', 'The store is down.') };
    if (verdict === 'crash' || verdict === 'crashAfter') this.#kill(invocation);
    else if (verdict === 'lose') reject(new ChatError('unavailable', 'The response was lost.'));
    else if ('error' in made) reject(made.error);
    else {
      if (call.method === 'reserveNext' && isReservation(made.value)) invocation.reserved.push(made.value);
      resolve(made.value);
    }
  }

  #kill(invocation: Invocation): void {
    invocation.isDead = true;
    this.#waiting = this.#waiting.filter((waiting) => waiting.invocation !== invocation);
    invocation.onCrash?.();
  }
}

function isReservation(value: unknown): value is LogCursor {
  return typeof value === 'object' && value !== null && 'seq' in value && 'epoch' in value;
}

type Made = { readonly value: unknown } | { readonly error: unknown };

function resultOf(call: PortCall): Promise<Made> {
  return call.proceed().then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
}

/** Resolves once every invocation has come to its next port call, or to its end: they go on by microtasks alone. */
function quiet(): Promise<void> {
  return new Promise((resolve) => soon(resolve));
}
