import type { Recipient } from '../../model/connection.js';
import type { DeliverOptions, DeliverySummary, Undelivered } from '../../ports/message-gateway.js';

/** The outcome for one recipient. */
export type PostOutcome = { readonly outcome: 'delivered' } | Omit<Undelivered, 'recipient'>;

/** The options of {@link deliverEach}. */
export interface DeliverEachOptions<R extends Recipient> extends Pick<DeliverOptions<R>, 'onUndelivered'> {
  /** Posts in flight at once; 256 when absent. */
  readonly window?: number;
}

/**
 * The part of `MessageGateway.deliver` that all gateways with single posts share: reads the pages with a bounded number
 * of posts in flight, counts every recipient once, and reports those not reached.
 *
 * @param post - one recipient, retries and deadline included; a rejection counts as `failed`
 * @throws the error of `recipients`, after the posts in flight have ended, and nothing else
 */
export async function deliverEach<R extends Recipient>(
  recipients: AsyncIterable<readonly R[]>,
  post: (recipient: R) => Promise<PostOutcome>,
  { onUndelivered = () => undefined, window = 256 }: DeliverEachOptions<R> = {},
): Promise<DeliverySummary> {
  const summary = { delivered: 0, gone: 0, failed: 0 };
  const inFlight = new Set<Promise<void>>();
  const send = async (recipient: R): Promise<void> => {
    const result = await post(recipient).catch(failure);
    summary[result.outcome] += 1;
    if (result.outcome !== 'delivered') report(onUndelivered, { recipient, ...result });
  };
  try {
    for await (const page of recipients) {
      for (const recipient of page) {
        const flight: Promise<void> = send(recipient).finally(() => inFlight.delete(flight));
        inFlight.add(flight);
        if (inFlight.size >= window) await Promise.race(inFlight);
      }
    }
  } finally {
    await Promise.all(inFlight);
  }
  return summary;
}

function failure(error: unknown): PostOutcome {
  return { outcome: 'failed', reason: error instanceof Error ? error.name : 'unknown' };
}

/** A listener that throws must not stop the delivery to the others. */
function report<R extends Recipient>(
  listener: (undelivered: Undelivered<R>) => void,
  undelivered: Undelivered<R>,
): void {
  try {
    listener(undelivered);
  } catch {
    // By the contract of the port, `deliver` rejects only when `recipients` does.
  }
}
