import { newPost, type Post } from './post.js';

/** The recipients of one delivery that have no result yet: each comes once before any of them comes again. */
export class PostQueue<R> {
  #page: readonly R[] = [];
  #at = 0;
  #added = 0;
  readonly #open = new Set<Post<R>>();
  readonly #again: Post<R>[] = [];
  #retrying = 0;
  #stalled = 0;

  /** Recipients that were added. */
  get added(): number {
    return this.#added;
  }

  /** Those that were handed out by {@link next} and have no result. */
  get open(): ReadonlySet<Post<R>> {
    return this.#open;
  }

  /** Those that wait for another try. */
  get retrying(): number {
    return this.#retrying;
  }

  /** Whether all that have no result are stalled ones. */
  get holdsOnlyStalled(): boolean {
    return this.#stalled === this.#open.size;
  }

  /** Whether everybody on the page has been handed out. */
  get isPageDone(): boolean {
    return this.#at >= this.#page.length;
  }

  /** Whether {@link next} has one to hand out. */
  get hasNext(): boolean {
    return !this.isPageDone || this.#again.length > 0;
  }

  /** Whether every recipient has a result. */
  get isDrained(): boolean {
    return this.isPageDone && this.#open.size === 0;
  }

  /** Adds a page. The one before must be done. */
  add(page: readonly R[]): void {
    this.#added += page.length;
    this.#page = page;
    this.#at = 0;
  }

  /** The next to be posted to. */
  next(): Post<R> | undefined {
    if (this.isPageDone) return this.#nextAgain();
    const post = newPost(this.#page[this.#at] as R);
    this.#at += 1;
    this.#open.add(post);
    return post;
  }

  /** Its last delivery gave up on it. */
  markStalled(post: Post<R>): void {
    post.stalled = true;
    this.#stalled += 1;
  }

  /** It is to be tried again, by {@link resume}. */
  awaitRetry(post: Post<R>): void {
    post.state = 'retrying';
    this.#retrying += 1;
  }

  /** It is due for another try. */
  resume(post: Post<R>): void {
    if (post.state === 'retrying') this.#again.push(post);
  }

  /**
   * It has a result.
   *
   * @returns false when it had one already
   */
  close(post: Post<R>): boolean {
    if (!this.#open.delete(post)) return false;
    if (post.state === 'retrying') {
      this.#retrying -= 1;
      post.cancelRetry();
    }
    if (post.stalled) this.#stalled -= 1;
    post.state = 'done';
    return true;
  }

  /** It is no recipient any more: it counts as if it had not been added. */
  passOver(post: Post<R>): void {
    if (this.close(post)) this.#added -= 1;
  }

  #nextAgain(): Post<R> | undefined {
    for (let post = this.#again.pop(); post !== undefined; post = this.#again.pop()) {
      // It was given up while it waited here.
      if (post.state !== 'retrying') continue;
      this.#retrying -= 1;
      post.state = 'new';
      return post;
    }
    return undefined;
  }
}
