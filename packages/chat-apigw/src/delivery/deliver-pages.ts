import type { DeliverySummary, Recipient } from '@serverless-ws/chat-domain';
import type { Sink } from './sink.js';
import type { PageReader } from './page-reader.js';

/**
 * Moves pages to a sink. The next page is read while the last is sent, so at most two are held beyond what is in
 * flight or awaiting retry.
 *
 * @param onPage - called before each page
 * @returns once every recipient has a result; rejects with the pages' error, but not before
 */
export async function deliverPages<R extends Recipient>(
  pages: PageReader<R>,
  sink: Sink<R>,
  onPage: () => void,
): Promise<DeliverySummary> {
  try {
    let upcoming = pages.next();
    for (let page = await upcoming; page !== null; page = await upcoming) {
      onPage();
      sink.add(page);
      upcoming = pages.next();
      // Handled at the next turn of the loop; until then it must not count as unhandled.
      upcoming.catch(() => undefined);
      await sink.ready();
    }
  } finally {
    await sink.drained();
  }
  return sink.drained();
}
