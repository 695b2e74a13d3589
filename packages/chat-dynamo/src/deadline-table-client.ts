import { ChatError, type Clock } from '@serverless-ws/chat-domain';
import type { CallOptions, TableClient, TableOperations } from './table-client.js';

/** When calls must end. */
export interface CallDeadline {
  /** When a call made now must end, in epoch milliseconds; `Infinity` for no limit. */
  readonly deadline: () => number;
  readonly clock: Clock;
}

/**
 * Another client whose calls end by a deadline, whatever the store does: accepts and never responds, trickles, resets.
 * A call that is not over by then rejects with `ChatError` `unavailable`, and its further tries are given up; one made
 * after the deadline is not sent at all.
 */
export class DeadlineTableClient implements TableClient {
  readonly #client: TableClient;
  readonly #limit: CallDeadline;

  constructor(client: TableClient, limit: CallDeadline) {
    this.#client = client;
    this.#limit = limit;
  }

  async call<Operation extends keyof TableOperations>(
    operation: Operation,
    input: TableOperations[Operation]['input'],
    options?: CallOptions,
  ): Promise<TableOperations[Operation]['output']> {
    const left = this.#limit.deadline() - this.#limit.clock.now();
    if (left === Infinity) return this.#client.call(operation, input, options);
    if (left <= 0) throw late();
    const controller = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const timeUp = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(late());
        controller.abort();
      }, left);
    });
    try {
      return await Promise.race([
        this.#client.call(operation, input, { abortSignal: controller.signal }),
        timeUp,
      ]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function late(): ChatError {
  return new ChatError('unavailable', 'The store does not respond in time.');
}
