import type { Clock } from './clock.js';

/** Something that the gateway is about to do, and that a test may want to go wrong. */
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
 * How it goes wrong. `drop`: it vanishes without a word, and whoever waits for an answer waits in vain. `cut`: the network
 * connection it came over, or goes to, is cut. A status: it is answered with that status (an invocation throws).
 */
export type FaultOutcome = 'drop' | 'cut' | { readonly status: number; readonly errorType?: string };

/** What happens to one operation: a delay, by the gateway's clock, and then the outcome; without one it succeeds late. */
export interface Fault {
  readonly delayMs?: number;
  readonly outcome?: FaultOutcome;
}

/** Asked before every operation; `undefined` leaves it alone. MUST NOT throw. */
export type FaultHook = (operation: Operation) => Fault | undefined;

/** Puts the hook's answers into effect. */
export class Faults {
  readonly #hook: FaultHook | undefined;
  readonly #clock: Clock;

  constructor(hook: FaultHook | undefined, clock: Clock) {
    this.#hook = hook;
    this.#clock = clock;
  }

  /** Goes on with the outcome: at once, in this very call, where there is no delay. */
  meet(operation: Operation, goOn: (outcome: FaultOutcome | undefined) => void): void {
    const fault = this.#hook?.(operation);
    if (fault?.delayMs === undefined) goOn(fault?.outcome);
    else this.#clock.schedule(fault.delayMs, () => goOn(fault.outcome));
  }

  /** The outcome, once its time has come. */
  met(operation: Operation): Promise<FaultOutcome | undefined> {
    return new Promise((resolve) => this.meet(operation, resolve));
  }
}
