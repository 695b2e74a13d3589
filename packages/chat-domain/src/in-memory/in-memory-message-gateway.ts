import type { Recipient } from '../model/connection.js';
import type { ServerEvent } from '../model/server-event.js';
import type {
  DeliverOptions,
  DeliverySummary,
  MessageGateway,
  ProbeOptions,
  ProbeOutcome,
} from '../ports/message-gateway.js';
import { deliverEach } from '../use-cases/fan-out/deliver-each.js';
import type { PostOutcome } from '../use-cases/fan-out/post-one.js';
import { StalledRecipients } from '../use-cases/fan-out/stalled-recipients.js';
import type { ManualClock } from './manual-clock.js';

/** How a connection responds to a post. */
type Behaviour =
  | { readonly kind: 'open' | 'opening' | 'gone' | 'hanging' }
  | { readonly kind: 'failing'; readonly times: number };

/** Attempts at one recipient that keeps failing. */
const ATTEMPTS = 5;
/** Milliseconds between two attempts at a connection that is not open yet. */
const OPENING_PAUSE = 250;
/** Milliseconds after its connect in which a connection may not be open yet. */
const OPENING = 30_000;

const OPEN: Behaviour = { kind: 'open' };

/**
 * A gateway to connections that only exist in the test. Every id is an open connection until said otherwise.
 *
 * Failures are retried at once. Waiting follows the clock: while a recipient that hangs, or is not open yet, is among
 * the recipients, `deliver` resolves only when the test moves the clock (`ManualClock.elapse`), by the tail or up to the
 * deadline.
 */
export class InMemoryMessageGateway implements MessageGateway {
  readonly #behaviours = new Map<string, Behaviour>();
  readonly #received = new Map<string, ServerEvent[]>();
  readonly #attempts = new Map<string, number>();
  readonly #disconnected: string[] = [];
  readonly #stalled = new StalledRecipients();

  readonly #clock: Pick<ManualClock, 'now' | 'until' | 'wait'>;

  constructor(clock: Pick<ManualClock, 'now' | 'until' | 'wait'>) {
    this.#clock = clock;
  }

  /** What a connection received, in order. */
  received(connectionId: string): readonly ServerEvent[] {
    return this.#received.get(connectionId) ?? [];
  }

  /** How often this gateway tried to post to a connection. */
  attempts(connectionId: string): number {
    return this.#attempts.get(connectionId) ?? 0;
  }

  /** The connections that the server closed, in order. */
  get disconnected(): readonly string[] {
    return this.#disconnected;
  }

  /** The connection is open and receives everything. */
  setOpen(connectionId: string): void {
    this.#behaviours.set(connectionId, OPEN);
  }

  /** The connection is not open yet: its connect has not returned. */
  setOpening(connectionId: string): void {
    this.#behaviours.set(connectionId, { kind: 'opening' });
  }

  /** The connection no longer exists. */
  setGone(connectionId: string): void {
    this.#behaviours.set(connectionId, { kind: 'gone' });
  }

  /** The next `times` posts fail with a transient error such as throttling; all posts when left out. */
  setFailing(connectionId: string, times = Number.POSITIVE_INFINITY): void {
    this.#behaviours.set(connectionId, { kind: 'failing', times });
  }

  /** Posts get no response: the recipient fails when the clock reaches the deadline. */
  setHanging(connectionId: string): void {
    this.#behaviours.set(connectionId, { kind: 'hanging' });
  }

  deliver<R extends Recipient>(
    event: ServerEvent,
    recipients: AsyncIterable<readonly R[]>,
    options: DeliverOptions<R>,
  ): Promise<DeliverySummary> {
    const { deadline } = options;
    return deliverEach(
      recipients,
      (recipient, mayRetry) => this.#post(event, recipient, deadline, mayRetry),
      { ...options, time: this.#clock, stalled: this.#stalled, opening: OPENING },
    );
  }

  async disconnect(connectionId: string): Promise<void> {
    this.setGone(connectionId);
    this.#disconnected.push(connectionId);
  }

  async probe({ connectionId }: Recipient, { deadline }: ProbeOptions): Promise<ProbeOutcome> {
    const { kind } = this.#behaviours.get(connectionId) ?? OPEN;
    if (kind === 'hanging') await this.#clock.until(deadline);
    return kind === 'open' || kind === 'gone' ? kind : 'unknown';
  }

  async #post(
    event: ServerEvent,
    recipient: Recipient,
    deadline: number,
    mayRetry: () => boolean,
  ): Promise<PostOutcome> {
    const { connectionId } = recipient;
    for (let attempt = 1; this.#clock.now() < deadline; attempt += 1) {
      if (attempt > 1 && !mayRetry()) return { outcome: 'failed', reason: 'tail' };
      const behaviour = this.#attempt(connectionId);
      if (behaviour.kind === 'open') return this.#hand(event, connectionId);
      if (behaviour.kind === 'hanging') await this.#clock.until(deadline);
      if (behaviour.kind === 'failing' && attempt >= ATTEMPTS)
        return { outcome: 'failed', reason: 'throttled' };
      if (behaviour.kind === 'gone') return { outcome: 'gone', reason: 'gone' };
      if (behaviour.kind === 'opening' && mayRetry())
        await this.#clock.until(Math.min(deadline, this.#clock.now() + OPENING_PAUSE));
    }
    return { outcome: 'failed', reason: 'deadline' };
  }

  #attempt(connectionId: string): Behaviour {
    const behaviour = this.#behaviours.get(connectionId) ?? OPEN;
    this.#attempts.set(connectionId, this.attempts(connectionId) + 1);
    if (behaviour.kind !== 'failing') return behaviour;
    if (behaviour.times <= 0) return OPEN;
    this.setFailing(connectionId, behaviour.times - 1);
    return behaviour;
  }

  #hand(event: ServerEvent, connectionId: string): PostOutcome {
    const events = this.#received.get(connectionId);
    if (events) events.push(event);
    else this.#received.set(connectionId, [event]);
    return { outcome: 'delivered' };
  }
}
