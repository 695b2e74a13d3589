import { isEnded, type DeliverySummary, type Recipient } from '@serverless-ws/chat-domain';
import type { Credentials } from '../signing/credentials.js';
import type { ExchangeResult } from '../transport/connection.js';
import { NO_CONNECTION } from '../transport/connection-pool.js';
import { DeliveryCredentials } from './delivery-credentials.js';
import type { DeliveryContext } from './delivery-context.js';
import type { FailureReport } from './failure-report.js';
import type { Post } from './post.js';
import { PostQueue } from './post-queue.js';
import { nextTry } from './next-try.js';
import type { Sink } from './sink.js';
import { Tail } from './tail.js';
import { Tally } from './tally.js';
import { isThrottled, reasonOf, verdictOf } from './verdict.js';

/**
 * Recipients awaiting retry beyond which no new page is accepted: so many retries mean that the whole gateway
 * is failing.
 */
const AWAITING_RETRY_LIMIT = 4_096;

/**
 * Posts one event to recipients as they are added, to each once before any of them again. Every slot of the window
 * belongs to a request; recipients awaiting retry hold none. Once all have been tried, single clients have the tail.
 */
export class Delivery<R extends Recipient> implements Sink<R> {
  readonly #context: DeliveryContext;
  readonly #report: FailureReport<R>;
  readonly #tally: Tally<R>;
  readonly #queue = new PostQueue<R>();
  readonly #tail: Tail<R>;
  readonly #credentials: DeliveryCredentials;
  #expired = false;
  #onReady: (() => void) | null = null;
  #onDrained: (() => void) | null = null;

  constructor(context: DeliveryContext, credentials: Credentials, report: FailureReport<R>) {
    this.#context = context;
    this.#credentials = new DeliveryCredentials(context.credentials, credentials);
    this.#report = report;
    this.#tally = new Tally(report, context.stalled);
    this.#tail = new Tail(context.tail, context.settings.scheduler, this.#queue, () => this.#abandon());
  }

  add(page: readonly R[]): void {
    this.#queue.add(page);
    if (this.#expired) this.#failUntried();
    else this.#pump();
  }

  async ready(): Promise<void> {
    if (this.#isReady()) return;
    await new Promise<void>((resolve) => (this.#onReady = resolve));
  }

  async drained(): Promise<DeliverySummary> {
    if (!this.#queue.isDrained) {
      const drained = new Promise<void>((resolve) => (this.#onDrained = resolve));
      this.#tail.begin(this.#tally.delivered);
      await drained;
    }
    return this.#tally.summary;
  }

  use(credentials: Credentials): void {
    this.#credentials.use(credentials);
  }

  /** Fails all recipients not in flight; requests in flight end by their own timer now. */
  expire(): void {
    this.#expired = true;
    for (const post of this.#queue.open) if (post.state !== 'in flight') this.#giveUp(post, 'deadline');
    this.#failUntried();
    this.#onReady?.();
  }

  #failUntried(): void {
    for (let post = this.#queue.next(); post !== undefined; post = this.#queue.next())
      this.#giveUp(post, 'deadline');
  }

  /** Gives up on all that have no result. Responses are still read; until then, those connections are sent nothing. */
  #abandon(): void {
    const { unanswered, window } = this.#context;
    for (const post of this.#queue.open) {
      const isInFlight = post.state === 'in flight';
      if (isInFlight) unanswered.add(post.recipient.connectionId);
      this.#giveUp(post, 'tail');
      if (isInFlight) window.release();
    }
  }

  #isReady(): boolean {
    return this.#expired || (this.#queue.isPageDone && this.#queue.retrying < AWAITING_RETRY_LIMIT);
  }

  readonly #pump = (): void => {
    const { window } = this.#context;
    while (window.take()) {
      const post = this.#queue.next();
      if (post === undefined) {
        window.giveBack();
        break;
      }
      this.#start(post);
    }
    if (this.#queue.hasNext) window.whenFree(this.#pump);
    if (this.#isReady()) this.#onReady?.();
  };

  /** An exception costs this recipient its message, and no other recipient anything. */
  #start(post: Post<R>): void {
    try {
      if (this.#send(post)) return;
    } catch (error) {
      this.#fail(post, `cannot post: ${error instanceof Error ? error.name : 'unknown'}`);
    }
    this.#context.window.giveBack();
  }

  /** @returns whether a request is in flight now */
  #send(post: Post<R>): boolean {
    const { deadline, pool, posts, settings, stalled, tail, unanswered } = this.#context;
    const { connectionId } = post.recipient;
    const credentials = this.#credentials.current;
    const now = settings.clock.now();
    if (post.sent === 0) {
      if (isEnded(post.recipient, now)) {
        this.#queue.passOver(post);
        this.#finish();
        return false;
      }
      const { until = Infinity } = post.recipient;
      post.until = Math.min(deadline.at, now + settings.retries.maxElapsed, until);
      if (tail !== undefined && stalled.has(connectionId)) this.#queue.markStalled(post);
    }
    const left = post.until - now;
    const isBusy = tail !== undefined && unanswered.has(connectionId);
    if (left <= 0 || isBusy) {
      this.#giveUp(post, isBusy ? 'no response to an earlier post' : 'deadline');
      return false;
    }
    const request = posts.request(connectionId, credentials, now);
    post.sent += 1;
    pool.exchange(request, { timeout: settings.timeout, until: post.until }, (result) => {
      this.#receive(post, credentials, result);
    });
    post.state = 'in flight';
    return true;
  }

  #receive(post: Post<R>, credentials: Credentials, result: ExchangeResult): void {
    const { rateLimiter, stalled, unanswered, window } = this.#context;
    // What a second try meets, or a stalled client, says nothing about the account.
    if (post.sent === 1 && !post.stalled) rateLimiter?.recordResponse(result.status);
    if (post.state === 'done') {
      unanswered.delete(post.recipient.connectionId);
      if (result.status >= 200 && result.status < 300) stalled.delete(post.recipient.connectionId);
      return;
    }
    try {
      this.#judge(post, credentials, result);
    } catch (error) {
      this.#fail(post, error instanceof Error ? error.name : 'unknown');
    }
    window.release();
  }

  #judge(post: Post<R>, credentials: Credentials, result: ExchangeResult): void {
    const verdict = verdictOf(result, this.#context.settings.clock.now() - post.recipient.connectedAt);
    if (verdict === 'delivered') {
      this.#queue.close(post);
      this.#tally.reach(post.recipient);
      this.#finish();
      return;
    }
    post.reason = reasonOf(result);
    if (isThrottled(result)) this.#report.throttle();
    if (post.reason === NO_CONNECTION) this.#unsend(post);
    else if (verdict === 'gone') {
      this.#queue.close(post);
      this.#tally.lose(post.recipient, post.reason);
      this.#finish();
    } else if (verdict === 'failed') this.#fail(post, post.reason);
    else if (this.#expired) this.#giveUp(post, 'deadline');
    else if (verdict === 'rejected') void this.#renew(post, credentials);
    else this.#retryLater(post, verdict);
  }

  /** Its time has passed before it was sent: that says nothing about the recipient. */
  #unsend(post: Post<R>): void {
    post.sent -= 1;
    this.#giveUp(post, 'deadline');
  }

  /** Retries once with other credentials, which are requested once in a delivery, however many posts get a 403. */
  async #renew(post: Post<R>, rejected: Credentials): Promise<void> {
    this.#queue.awaitRetry(post);
    post.cancelRetry = () => undefined;
    const isRenewed = await this.#credentials.replace(rejected);
    if (!isRenewed || post.rejected) this.#fail(post, post.reason);
    else {
      post.rejected = true;
      this.#resume(post);
    }
  }

  #retryLater(post: Post<R>, verdict: 'retry' | 'wait'): void {
    const { clock, retries, scheduler } = this.#context.settings;
    if (verdict === 'retry' && post.sent === 1 && !post.stalled) this.#tail.trouble();
    const cap = Math.min(retries.cap, this.#tail.longestDelay);
    const next = nextTry(post, verdict, { ...retries, cap }, clock.now());
    if (next === 'none') this.#stall(post, post.reason);
    else if (next === 'too late') this.#giveUp(post, 'deadline');
    else {
      this.#queue.awaitRetry(post);
      post.cancelRetry = scheduler.after(next, () => this.#resume(post));
    }
  }

  #resume(post: Post<R>): void {
    this.#queue.resume(post);
    this.#pump();
  }

  #giveUp(post: Post<R>, why: string): void {
    this.#stall(post, post.reason === '' ? why : `${why} after ${post.reason}`);
  }

  #stall(post: Post<R>, reason: string): void {
    if (!this.#queue.close(post)) return;
    if (post.sent > 0) this.#tally.stall(post.recipient, reason);
    else this.#tally.fail(post.recipient, reason);
    this.#finish();
  }

  #fail(post: Post<R>, reason: string): void {
    if (!this.#queue.close(post)) return;
    this.#tally.fail(post.recipient, reason);
    this.#finish();
  }

  #finish(): void {
    if (this.#queue.isDrained) {
      this.#tail.end();
      this.#onDrained?.();
    } else this.#tail.update(this.#tally.delivered);
  }
}
