import { ChatError } from '@serverless-ws/chat-domain';

/** A call that a fault applies to. */
export interface FaultyCall {
  readonly method: string;
  /** Its number among the calls of this method, from 1. */
  readonly number: number;
  readonly args: readonly unknown[];
}

/** Decides about a call. `happen` makes it happen, as often as it is called; what is returned is the result. */
export type Fault = (happen: () => Promise<unknown>, call: FaultyCall) => Promise<unknown>;

/** The error of a store that cannot be reached. */
const cutOff = (): Error => new ChatError('unavailable', 'A planned fault.');

/** The call does not happen: the network was down before it left. */
export function failBefore(error: () => Error = cutOff): Fault {
  return async () => {
    throw error();
  };
}

/** The call happens, and the caller gets an error: the response was lost. */
export function failAfter(error: () => Error = cutOff): Fault {
  return async (happen) => {
    await happen();
    throw error();
  };
}

/**
 * The call happens late.
 * @param wait - resolves when it is time, such as `() => clock.until(clock.now() + 50)`
 */
export function delay(wait: () => Promise<void>): Fault {
  return async (happen) => {
    await wait();
    return happen();
  };
}

/** The call happens twice, one after the other: a client below retried a call whose first response was lost. */
export function duplicate(): Fault {
  return async (happen) => {
    await happen();
    return happen();
  };
}

/** The process stops before the call and goes on when the gate opens: a Lambda that is frozen and thawed. */
export function freezeBefore(gate: Gate): Fault {
  return delay(() => gate.pass());
}

/** The call happens, and the process stops before it gets the result. */
export function freezeAfter(gate: Gate): Fault {
  return async (happen) => {
    const result = await happen();
    await gate.pass();
    return result;
  };
}

/**
 * A read returns an older state: an eventually consistent read, or a replica behind.
 * @param snapshot - an adapter of the same port, such as `repository.snapshot()` of an in-memory one
 */
export function readFrom(snapshot: object): Fault {
  return async (_happen, { method, args }) => {
    const member: unknown = Reflect.get(snapshot, method, snapshot);
    if (typeof member !== 'function') throw new TypeError(`The snapshot has no ${method}().`);
    return Reflect.apply(member, snapshot, args);
  };
}

/** Where frozen calls wait until a test releases them. */
export class Gate {
  #open: () => void = () => undefined;
  #arrive: () => void = () => undefined;
  readonly #opened = new Promise<void>((resolve) => (this.#open = resolve));
  /** Resolves once a call waits here. */
  readonly reached = new Promise<void>((resolve) => (this.#arrive = resolve));

  /** Resolves when the gate is open. */
  pass(): Promise<void> {
    this.#arrive();
    return this.#opened;
  }

  /** Releases all calls, now and later. */
  open(): void {
    this.#open();
  }
}
