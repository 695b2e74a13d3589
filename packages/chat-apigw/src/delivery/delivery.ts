import type { DeliverySummary, Recipient } from '@serverless-ws/chat-domain';
import type { GatewaySettings } from '../gateway-settings.js';
import type { Credentials, CredentialsSource } from '../signing/credentials.js';
import type { SignedPosts } from '../signing/signed-posts.js';
import type { ConnectionPool } from '../transport/connection-pool.js';
import type { ExchangeResult } from '../transport/connection.js';
import type { Deadline } from './deadline.js';
import type { FailureReport } from './failure-report.js';
import type { Sink } from './sink.js';
import type { RateLimiter } from './rate-limiter.js';
import type { Post } from './post.js';
import { retryDelay } from './retry-policy.js';
import type { SendWindow } from './send-window.js';
import { reasonOf, verdictOf } from './verdict.js';

/** The dependencies of a delivery. */
export interface DeliveryContext {
  readonly settings: Pick<GatewaySettings, 'clock' | 'scheduler' | 'retries' | 'timeout'>;
  readonly credentials: Pick<CredentialsSource, 'after'>;
  readonly window: SendWindow;
  readonly rateLimiter: RateLimiter | null;
  readonly pool: Pick<ConnectionPool, 'exchange'>;
  readonly posts: Pick<SignedPosts, 'request'>;
  readonly deadline: Deadline;
}

/**
 * Recipients awaiting retry beyond which no new page is accepted: so many retries mean that the whole gateway
 * is failing.
 */
const AWAITING_RETRY_LIMIT = 4_096;

/**
 * Milliseconds in which a `$connect` that has written its row returns. After that, the client has left, and must not
 * delay the next event of a room; or it reads the log once it is connected.
 */
const CONNECT_RETURNS = 3_000;

/** Milliseconds before a recipient's time is up in which it is not tried again. */
const LAST_CHANCE = 10;

/**
 * Posts one event to recipients as they are added. Every slot of the window belongs to a request; recipients awaiting
 * retry hold none.
 */
export class Delivery<R extends Recipient> implements Sink<R> {
  #delivered = 0;
  #gone = 0;
  #failed = 0;
  #unfinished = 0;
  #page: readonly R[] = [];
  #at = 0;
  readonly #again: Post<R>[] = [];
  readonly #awaitingRetry = new Map<Post<R>, () => void>();
  #expired = false;
  #renewal: Promise<Credentials> | null = null;
  #onReady: (() => void) | null = null;
  #onDrained: (() => void) | null = null;
  readonly #context: DeliveryContext;
  #credentials: Credentials;
  readonly #report: FailureReport<R>;

  constructor(context: DeliveryContext, credentials: Credentials, report: FailureReport<R>) {
    this.#context = context;
    this.#credentials = credentials;
    this.#report = report;
  }

  add(page: readonly R[]): void {
    this.#unfinished += page.length;
    this.#page = page;
    this.#at = 0;
    if (this.#expired) this.#failWaiting();
    else this.#pump();
  }

  async ready(): Promise<void> {
    if (this.#isReady()) return;
    await new Promise<void>((resolve) => (this.#onReady = resolve));
  }

  async drained(): Promise<DeliverySummary> {
    if (this.#unfinished > 0) await new Promise<void>((resolve) => (this.#onDrained = resolve));
    return { delivered: this.#delivered, gone: this.#gone, failed: this.#failed };
  }

  use(credentials: Credentials): void {
    this.#credentials = credentials;
  }

  /** Fails all recipients not in flight; requests in flight end by their own timer now. */
  expire(): void {
    this.#expired = true;
    for (const [post, cancel] of this.#awaitingRetry) {
      cancel();
      this.#fail(post, 'deadline');
    }
    this.#awaitingRetry.clear();
    this.#failWaiting();
    this.#onReady?.();
  }

  #failWaiting(): void {
    for (let post = this.#next(); post !== undefined; post = this.#next()) this.#fail(post, 'deadline');
  }

  #isReady(): boolean {
    return (
      this.#expired || (this.#at >= this.#page.length && this.#awaitingRetry.size < AWAITING_RETRY_LIMIT)
    );
  }

  #next(): Post<R> | undefined {
    const again = this.#again.pop();
    if (again !== undefined) return again;
    const recipient = this.#page[this.#at];
    if (recipient === undefined) return undefined;
    this.#at += 1;
    return { recipient, tries: 0, sent: 0, until: Infinity, reason: '', rejected: false, young: false };
  }

  readonly #pump = (): void => {
    const { window } = this.#context;
    while (window.take()) {
      const post = this.#next();
      if (post === undefined) {
        window.giveBack();
        break;
      }
      this.#start(post);
    }
    if (this.#again.length > 0 || this.#at < this.#page.length) window.whenFree(this.#pump);
    else if (this.#isReady()) this.#onReady?.();
  };

  #start(post: Post<R>): void {
    const { deadline, rateLimiter, pool, posts, settings, window } = this.#context;
    const credentials = this.#credentials;
    const now = settings.clock.now();
    if (post.sent === 0) post.until = Math.min(deadline.at, now + settings.retries.maxElapsed);
    const left = post.until - now;
    if (left <= 0) {
      this.#fail(post, 'deadline');
      window.giveBack();
      return;
    }
    post.sent += 1;
    pool.exchange(
      posts.request(post.recipient.connectionId, credentials, now),
      Math.min(settings.timeout, left),
      (result) => {
        rateLimiter?.recordResponse(result.status);
        this.#judge(post, credentials, result);
        window.release();
      },
    );
  }

  #judge(post: Post<R>, credentials: Credentials, result: ExchangeResult): void {
    const verdict = verdictOf(result, this.#context.settings.clock.now() - post.recipient.connectedAt);
    if (verdict === 'delivered') {
      this.#delivered += 1;
      this.#report.reach();
      this.#finish();
      return;
    }
    post.reason = reasonOf(result);
    if (verdict === 'gone') this.#lose(post, 'gone', post.reason);
    else if (verdict === 'failed') this.#lose(post, 'failed', post.reason);
    else if (this.#expired) this.#fail(post, 'deadline');
    else if (verdict === 'rejected') void this.#renew(post, credentials);
    else this.#retryLater(post, verdict);
  }

  /** Retries once with other credentials, which are requested once in a delivery, however many posts get a 403. */
  async #renew(post: Post<R>, rejected: Credentials): Promise<void> {
    this.#awaitingRetry.set(post, () => undefined);
    if (this.#credentials === rejected) {
      this.#renewal ??= this.#context.credentials.after(rejected).catch(() => rejected);
      const fresh = await this.#renewal;
      if (this.#credentials === rejected && fresh !== rejected) {
        this.#credentials = fresh;
        this.#renewal = null;
      }
    }
    // No longer pending: the deadline came first.
    if (!this.#awaitingRetry.delete(post)) return;
    if (this.#credentials === rejected || post.rejected) this.#lose(post, 'failed', post.reason);
    else {
      post.rejected = true;
      this.#resume(post);
    }
  }

  #retryLater(post: Post<R>, verdict: 'retry' | 'wait'): void {
    const { clock, retries, scheduler } = this.#context.settings;
    const now = clock.now();
    if (verdict === 'retry') post.tries += 1;
    else if (!post.young) {
      post.young = true;
      post.until = Math.min(post.until, now + CONNECT_RETURNS);
    }
    const left = post.until - now;
    if (post.tries >= retries.attempts) this.#lose(post, 'failed', post.reason);
    else if (left < LAST_CHANCE) this.#fail(post, 'deadline');
    else {
      const delay = Math.min(retryDelay(retries, post.sent), left / 2);
      this.#awaitingRetry.set(
        post,
        scheduler.after(delay, () => {
          this.#resume(post);
        }),
      );
    }
  }

  #resume(post: Post<R>): void {
    this.#awaitingRetry.delete(post);
    this.#again.push(post);
    this.#pump();
  }

  #fail(post: Post<R>, why: string): void {
    this.#lose(post, 'failed', post.reason === '' ? why : `${why} after ${post.reason}`);
  }

  #lose(post: Post<R>, outcome: 'gone' | 'failed', reason: string): void {
    if (outcome === 'gone') this.#gone += 1;
    else this.#failed += 1;
    this.#report.add({ recipient: post.recipient, outcome, reason });
    this.#finish();
  }

  #finish(): void {
    this.#unfinished -= 1;
    if (this.#unfinished === 0) this.#onDrained?.();
  }
}
