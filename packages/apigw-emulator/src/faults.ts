import type { Clock } from './clock.js';

/** An operation of the gateway that a test may make fail. */
export type Operation =
  | { readonly kind: 'handshake'; readonly sourceIp: string }
  | {
      readonly kind: 'invoke';
      /** A route key, or `authorizer`. */
      readonly target: string;
      readonly connectionId: string;
    }
  /** A message from a client. */
  | { readonly kind: 'receive'; readonly connectionId: string; readonly text: string }
  /** A message to a client, from `@connections` or a route response. */
  | { readonly kind: 'send'; readonly connectionId: string; readonly text: string }
  /** A call to `@connections`. */
  | { readonly kind: 'management'; readonly method: string; readonly connectionId: string };

/**
 * How it fails. `drop`: it is lost without a response. `cut`: its network connection, incoming or outgoing, is cut. A
 * status: the response has that status (an invocation throws).
 */
export type FaultOutcome = 'drop' | 'cut' | { readonly status: number; readonly errorType?: string };

/** What happens to one operation: a delay, by the gateway's clock, then the outcome; without one it succeeds late. */
export interface Fault {
  readonly delayMs?: number;
  readonly outcome?: FaultOutcome;
}

/** Called before every operation; `undefined` injects no fault. MUST NOT throw. */
export type FaultHook = (operation: Operation) => Fault | undefined;

/** Applies the faults that the hook returns. */
export class Faults {
  readonly #hook: FaultHook | undefined;
  readonly #clock: Clock;

  constructor(hook: FaultHook | undefined, clock: Clock) {
    this.#hook = hook;
    this.#clock = clock;
  }

  /** Passes the outcome on: synchronously where there is no delay. */
  meet(operation: Operation, goOn: (outcome: FaultOutcome | undefined) => void): void {
    const fault = this.#hook?.(operation);
    if (fault?.delayMs === undefined) goOn(fault?.outcome);
    else this.#clock.schedule(fault.delayMs, () => goOn(fault.outcome));
  }

  /** Resolves to the outcome, after its delay. */
  met(operation: Operation): Promise<FaultOutcome | undefined> {
    return new Promise((resolve) => this.meet(operation, resolve));
  }
}
