import type { Recipient } from '@serverless-ws/chat-domain';
import type { Contract } from '../contract.js';
import { must, mustEqual } from '../expectation.js';
import { upTo } from '../sample.js';
import type { MessageGatewayHarness } from './message-gateway-harness.js';
import { deliver, EVENT, pages, PATIENCE, recipient } from './message-gateway-harness.js';

function until(harness: MessageGatewayHarness, connectionId: string, milliseconds: number): Recipient {
  return { ...recipient(harness, connectionId), until: harness.clock.now() + milliseconds };
}

/** What `deliver` guarantees about recipients whose right to receive ends. */
export const endedRecipients: Contract<MessageGatewayHarness> = [
  {
    title: 'posts nothing to recipients whose right has ended, and does not count them',
    async run(harness) {
      const ended = upTo(20).map((index) => until(harness, `ended-${index}`, index === 1 ? 0 : -index));
      const rows = [...ended, until(harness, 'open', 60_000), recipient(harness, 'unlimited')];
      const { summary, undelivered } = await deliver(harness, pages(rows, ended));
      mustEqual(
        summary,
        { delivered: 2, gone: 0, failed: 0 },
        'deliver() must count neither as failed nor as gone whom it may not post to',
      );
      mustEqual(undelivered, [], 'onUndelivered() must not be called for a recipient at or past its until');
      for (const { connectionId } of ended) {
        must(harness.received(connectionId) === 0, 'deliver() posted to a recipient at or past its until');
      }
    },
  },
  {
    title: 'posts nothing to a recipient whose right ends after its page was read',
    async run(harness) {
      const { clock } = harness;
      const second = [until(harness, 'late', PATIENCE / 5), recipient(harness, 'other')];
      let readOn = (): void => undefined;
      const isRead = new Promise<void>((resolve) => (readOn = resolve));
      async function* slowly() {
        yield [recipient(harness, 'early')];
        await isRead;
        yield second;
      }
      const options = { deadline: clock.now() + PATIENCE };
      const delivery = harness.gateway.deliver(EVENT, slowly(), options);
      await clock.elapse(PATIENCE / 5);
      readOn();
      mustEqual(
        await delivery,
        { delivered: 2, gone: 0, failed: 0 },
        'deliver() must look at until when it posts, not when a page is read',
      );
      must(harness.received('late') === 0, 'deliver() posted to a recipient past its until');
    },
  },
  {
    title: 'retries no recipient whose right has ended meanwhile',
    needs: 'opening',
    async run(harness) {
      const { clock } = harness;
      harness.set('late', 'opening');
      const right = until(harness, 'late', PATIENCE / 2);
      const young = { ...right, connectedAt: clock.now() - 500 };
      const options = { deadline: clock.now() + PATIENCE };
      const delivery = harness.gateway.deliver(EVENT, pages([young]), options);
      await clock.elapse(PATIENCE / 2);
      harness.set('late', 'open');
      await clock.elapse(PATIENCE / 2);
      mustEqual(
        await delivery,
        { delivered: 0, gone: 0, failed: 1 },
        'deliver() must count a recipient as failed that it tried before its until',
      );
      must(harness.received('late') === 0, 'deliver() retried a recipient past its until');
    },
  },
];
