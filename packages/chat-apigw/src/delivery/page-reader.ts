/**
 * Reads pages until they end or the time is up. After that it only takes what comes without waiting, so that whoever was
 * handed in is counted, and the deadline holds even when a page never comes.
 */
export class PageReader<T> {
  private readonly pages: AsyncIterator<readonly T[]>;
  private expired = false;
  private giveUp: (() => void) | null = null;

  constructor(pages: AsyncIterable<readonly T[]>) {
    this.pages = pages[Symbol.asyncIterator]();
  }

  /** The next page; `null` after the last. Rejects as the pages do. */
  next(): Promise<readonly T[] | null> {
    return new Promise((resolve, reject) => {
      const page = this.pages.next();
      this.giveUp = () => {
        setImmediate(() => {
          this.abandon();
          resolve(null);
        });
      };
      page.then(({ done, value }) => {
        this.giveUp = null;
        resolve(done === true ? null : value);
      }, reject);
      if (this.expired) this.giveUp();
    });
  }

  /** The time is up. */
  expire(): void {
    this.expired = true;
    this.giveUp?.();
  }

  /** Tells the source that no more is wanted; it may be hanging, so nobody waits for it. */
  private abandon(): void {
    if (this.giveUp === null) return;
    this.giveUp = null;
    void this.pages.return?.().catch(() => undefined);
  }
}
