import type { Recipient } from '../../model/connection.js';
import type { DeliverySummary } from '../../ports/message-gateway.js';
import { EachDelivery } from './each-delivery.js';
import type { DeliverEachOptions, PostOne } from './post-one.js';

/**
 * The part of `MessageGateway.deliver` that all gateways with single posts share: reads the pages with a bounded number
 * of posts in flight, counts every recipient once, gives up on single clients after the tail, and reports those not
 * reached.
 *
 * @throws the error of `recipients`, after the posts in flight have ended, and nothing else
 */
export async function deliverEach<R extends Recipient>(
  recipients: AsyncIterable<readonly R[]>,
  post: PostOne<R>,
  options: DeliverEachOptions<R>,
): Promise<DeliverySummary> {
  const { window = 256 } = options;
  const delivery = new EachDelivery(post, options);
  try {
    for await (const page of recipients) {
      for (const recipient of page) {
        while (delivery.inFlight >= window) await delivery.change();
        delivery.start(recipient);
      }
    }
  } finally {
    await delivery.end();
  }
  return delivery.summary;
}
