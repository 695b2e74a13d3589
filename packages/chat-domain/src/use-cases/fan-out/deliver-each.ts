import type { Recipient } from '../../model/connection.js';
import type { DeliverOptions, DeliverySummary, Undelivered } from '../../ports/message-gateway.js';

/** What became of one recipient. */
export type PostOutcome = { readonly outcome: 'delivered' } | Omit<Undelivered, 'recipient'>;

/** How {@link deliverEach} goes about it. */
export interface DeliverEachOptions<R extends Recipient> extends Pick<DeliverOptions<R>, 'onUndelivered'> {
  /** Recipients under way at once; 256 when absent. */
  readonly window?: number;
}

/**
 * The half of `MessageGateway.deliver` that is the same for all gateways whose posts go one by one: walks the pages
 * with a bounded number of posts under way, counts everybody once, and reports who was not reached.
 *
 * @param post - one recipient, retries and deadline included; a rejection counts as `failed`
 * @throws the error of `recipients`, after the posts under way have settled, and nothing else
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
    // The port's promise: `deliver` rejects for the recipients' reasons only.
  }
}
