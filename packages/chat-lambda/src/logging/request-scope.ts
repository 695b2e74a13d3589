import { AsyncLocalStorage } from 'node:async_hooks';

import type { LogFields } from '@serverless-ws/chat-domain';

const NONE: LogFields = {};

/** What every log line of a request carries, however deep it is written, and however many requests run at once. */
export class RequestScope {
  readonly #storage = new AsyncLocalStorage<LogFields>();

  /** The fields of the request that the caller belongs to. */
  get fields(): LogFields {
    return this.#storage.getStore() ?? NONE;
  }

  /** Runs something as part of a request; fields of an outer request stay. */
  run<Result>(fields: LogFields, action: () => Result): Result {
    return this.#storage.run({ ...this.fields, ...fields }, action);
  }
}
