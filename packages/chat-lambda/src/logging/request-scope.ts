import { AsyncLocalStorage } from 'node:async_hooks';

import type { LogFields } from '@serverless-ws/chat-domain';

/** What belongs to a request. */
interface Scope {
  readonly fields: LogFields;
  readonly deadline: number;
}

const NONE: Scope = { fields: {}, deadline: Infinity };

/**
 * What every log line of a request carries, and when its time is up: however deep it is asked for, and however many
 * requests run at once. Work of a request that has been answered keeps its deadline, and so makes no further call.
 */
export class RequestScope {
  readonly #storage = new AsyncLocalStorage<Scope>();

  /** The fields of the request that the caller belongs to. */
  get fields(): LogFields {
    return this.#scope.fields;
  }

  /** When calls of the request that the caller belongs to must end, in epoch milliseconds; `Infinity` without a limit. */
  get deadline(): number {
    return this.#scope.deadline;
  }

  /** Runs something as part of a request; fields of an outer request stay. */
  run<Result>(fields: LogFields, action: () => Result): Result {
    const { fields: outer, deadline } = this.#scope;
    return this.#storage.run({ fields: { ...outer, ...fields }, deadline }, action);
  }

  /** Runs something whose calls must end by then, in epoch milliseconds. */
  until<Result>(deadline: number, action: () => Result): Result {
    return this.#storage.run({ ...this.#scope, deadline }, action);
  }

  get #scope(): Scope {
    return this.#storage.getStore() ?? NONE;
  }
}
