import type { IdGenerator } from '../ports/id-generator.js';

/** Ids that a test can predict: `id-1`, `id-2`, … Not random, so not for production. */
export class SequentialIds implements IdGenerator {
  #last = 0;

  readonly #prefix: string;

  /** @param prefix - 1 to 40 characters of `[A-Za-z0-9_-]` */
  constructor(prefix = 'id') {
    this.#prefix = prefix;
  }

  next(): string {
    this.#last += 1;
    return `${this.#prefix}-${this.#last}`;
  }
}
