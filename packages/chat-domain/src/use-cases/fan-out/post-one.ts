import type { Recipient } from '../../model/connection.js';
import type { Clock } from '../../ports/clock.js';
import type { DeliverOptions, Undelivered } from '../../ports/message-gateway.js';
import type { Timer } from '../../ports/timer.js';
import type { StalledRecipients } from './stalled-recipients.js';

/** The outcome for one recipient. */
export type PostOutcome = { readonly outcome: 'delivered' } | Omit<Undelivered, 'recipient'>;

/**
 * Posts to one recipient.
 *
 * @param mayRetry - whether a failed try may be followed by another: not after the tail, not past the recipient's
 * `until`, not for one that has stalled before, and never with `retry: false`. The deadline is for the post to keep.
 * @returns a rejection, or an exception, counts as `failed`
 */
export type PostOne<R extends Recipient> = (recipient: R, mayRetry: () => boolean) => Promise<PostOutcome>;

/** The options of {@link deliverEach}. */
export interface DeliverEachOptions<R extends Recipient> extends Pick<
  DeliverOptions<R>,
  'onUndelivered' | 'retry' | 'tail'
> {
  readonly time: Clock & Timer;
  /** One for a gateway. Without it, every delivery waits for the tail of those that have stalled. */
  readonly stalled?: StalledRecipients;
  /** Milliseconds after its connect in which a connection may not be open yet; 0 when absent. */
  readonly opening?: number;
  /** Posts in flight at once; 256 when absent. */
  readonly window?: number;
}
