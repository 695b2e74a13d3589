import type { Fault, Operation } from '@serverless-ws/apigw-emulator';

/** What the frames of a client hold that does not read. */
export const STALLED = 'stalled-reader';

/** Makes posts to clients that do not read fail as on AWS: to one with 429, to the next without a response. */
export class StalledConnections {
  readonly #reactions = new Map<string, Fault>();

  /** What becomes of an operation because of them. */
  meet(operation: Operation): Fault | undefined {
    if (operation.kind === 'receive' && operation.text.includes(STALLED)) this.#add(operation.connectionId);
    if (operation.kind !== 'management') return undefined;
    return this.#reactions.get(operation.connectionId);
  }

  /** From now on, what is posted to them meets what there is: none of them is open any more. */
  forget(): void {
    this.#reactions.clear();
  }

  #add(connectionId: string): void {
    if (this.#reactions.has(connectionId)) return;
    const isThrottled = this.#reactions.size % 2 === 0;
    const throttled = { status: 429, errorType: 'LimitExceededException' } as const;
    this.#reactions.set(connectionId, { outcome: isThrottled ? throttled : 'drop' });
  }
}
