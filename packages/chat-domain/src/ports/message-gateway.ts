import type { Recipient } from '../model/connection.js';
import type { ServerEvent } from '../model/server-event.js';

/** A recipient that was not reached, and why. */
export interface Undelivered<R extends Recipient = Recipient> {
  /** The same object that was passed in. */
  readonly recipient: R;
  /** `gone`: the connection no longer exists. `failed`: it may still exist, but the deadline or the retries ran out. */
  readonly outcome: 'gone' | 'failed';
  /** For the log: a status, an error name. Never a text. */
  readonly reason: string;
}

/** How to deliver. */
export interface DeliverOptions<R extends Recipient = Recipient> {
  /** Epoch milliseconds at which recipients not reached yet count as failed. */
  readonly deadline: number;
  /**
   * Milliseconds, from when every recipient has been tried once, after which single clients that were not reached count
   * as failed. Without it, they are retried until the deadline.
   */
  readonly tail?: number;
  /** `false`: each recipient is tried once, as what comes late is worth nothing. Retries as below when absent. */
  readonly retry?: false;
  /** Called once for each recipient that was not reached, as soon as that is known. MUST NOT be called for others. */
  readonly onUndelivered?: (undelivered: Undelivered<R>) => void;
}

/** The result of a delivery; the three add up to the number of recipients whose `until` had not passed. */
export interface DeliverySummary {
  readonly delivered: number;
  readonly gone: number;
  readonly failed: number;
}

/**
 * Whether a connection exists.
 * - `open`: it does.
 * - `gone`: the gateway itself says that it no longer does.
 * - `unknown`: it could not be said in time, or the connection may not be open yet.
 */
export type ProbeOutcome = 'open' | 'gone' | 'unknown';

/** How long to probe. */
export interface ProbeOptions {
  /** Epoch milliseconds at which the outcome is `unknown`. */
  readonly deadline: number;
}

/** Sends server events to open connections. */
export interface MessageGateway {
  /**
   * Sends one event to every recipient.
   *
   * - MUST try every recipient, whatever becomes of the others, and MUST NOT let one that is slow, gone or failing
   *   delay another beyond its share of the window.
   * - MUST end by the deadline, with every recipient counted once.
   * - MUST retry transient failures (throttling, server errors, timeouts, resets) within the deadline and the tail; with
   *   `retry: false`, MUST NOT, nor wait for a connection that is not open yet.
   * - MUST end after the `tail`, also where posts get no response, unless the account fails rather than single clients:
   *   no recipient was reached, or more than a tenth of them, and more than three, were not; those that are not open
   *   yet do not count. Then it MUST go on until the deadline.
   * - MAY, with a `tail`, try a recipient only once that was not reached by the delivery before though others were, not
   *   wait for its response once all others have a result, and not try it at all while an earlier post to it has got
   *   no response.
   * - MUST NOT report `gone` unless the gateway itself says that this connection no longer exists: wrong
   *   credentials or an unreachable address are `failed`.
   * - MUST treat a connection that is not open yet as a transient failure, and never as `gone`: it has its row before
   *   its connect has returned. A gateway that cannot distinguish it from one that has ended goes by `connectedAt`.
   * - MUST NOT begin a post to a recipient at or past its `until`, not even a retry. One that was never tried because of
   *   that counts nowhere, and is not reported; one that was is `failed`.
   * - MUST NOT hold more recipients in memory than the pages it has received and not finished.
   * - MUST reject when `recipients` rejects, after the posts in flight have ended, and for no other reason.
   *
   * @param recipients - pages; the next is requested while the last is still being sent
   */
  deliver<R extends Recipient>(
    event: ServerEvent,
    recipients: AsyncIterable<readonly R[]>,
    options: DeliverOptions<R>,
  ): Promise<DeliverySummary>;

  /** Closes a connection. MUST succeed for one that is already gone. Rejects with `ChatError` `unavailable`. */
  disconnect(connectionId: string): Promise<void>;

  /**
   * Asks after a connection, without sending anything to it.
   *
   * - MUST end by the deadline, and MUST NOT reject.
   * - MUST NOT return `gone` for another reason than `deliver` would report it for.
   */
  probe(recipient: Recipient, options: ProbeOptions): Promise<ProbeOutcome>;
}
