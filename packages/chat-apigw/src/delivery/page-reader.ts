/**
 * Reads pages until they end or the deadline has passed. After that it only reads pages that need no waiting, so that
 * available recipients are counted, and the deadline holds even when a page never comes.
 */
export class PageReader<T> {
  readonly #pages: AsyncIterator<readonly T[]>;
  #expired = false;
  #giveUp: (() => void) | null = null;

  constructor(pages: AsyncIterable<readonly T[]>) {
    this.#pages = pages[Symbol.asyncIterator]();
  }

  /** The next page; `null` after the last. Rejects as the pages do. */
  next(): Promise<readonly T[] | null> {
    return new Promise((resolve, reject) => {
      const page = this.#pages.next();
      this.#giveUp = () => {
        setImmediate(() => {
          this.#abandon();
          resolve(null);
        });
      };
      page.then(({ done, value }) => {
        this.#giveUp = null;
        resolve(done === true ? null : value);
      }, reject);
      if (this.#expired) this.#giveUp();
    });
  }

  /** The deadline has passed. */
  expire(): void {
    this.#expired = true;
    this.#giveUp?.();
  }

  /** Closes the source without waiting for it, as it may hang. */
  #abandon(): void {
    if (this.#giveUp === null) return;
    this.#giveUp = null;
    void this.#pages.return?.().catch(() => undefined);
  }
}
