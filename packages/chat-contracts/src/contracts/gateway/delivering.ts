import type { Recipient } from '@serverless-ws/chat-domain';
import type { Contract } from '../contract.js';
import { must, mustEqual } from '../expectation.js';
import { upTo } from '../sample.js';
import type { MessageGatewayHarness } from './message-gateway-harness.js';
import { deliver, EVENT, pages, PATIENCE, recipient } from './message-gateway-harness.js';

/** What `deliver` guarantees about a delivery as a whole. */
export const delivering: Contract<MessageGatewayHarness> = [
  {
    title: 'sends to every recipient on every page, once',
    async run(harness) {
      const rows = upTo(50).map((index) => recipient(harness, `c${index}`));
      const { summary } = await deliver(harness, pages(rows.slice(0, 20), [], rows.slice(20)));
      mustEqual(summary, { delivered: 50, gone: 0, failed: 0 }, 'deliver() must count every recipient once');
      const counts = new Set(rows.map(({ connectionId }) => harness.received(connectionId)));
      mustEqual([...counts], [1], 'deliver() must send to every recipient exactly once');
    },
  },
  {
    title: 'resolves to zeros without recipients',
    async run(harness) {
      const zeros = { delivered: 0, gone: 0, failed: 0 };
      mustEqual(
        (await deliver(harness, pages<Recipient>())).summary,
        zeros,
        'deliver() of no pages must resolve to zeros',
      );
      mustEqual(
        (await deliver(harness, pages<Recipient>([]))).summary,
        zeros,
        'deliver() of an empty page must resolve to zeros',
      );
    },
  },
  {
    title: 'counts every recipient once and reports exactly those not reached, as they were passed in',
    async run(harness) {
      const rows = upTo(60).map((index) => recipient(harness, `c${index}`));
      rows.forEach(({ connectionId }, index) => {
        if (index % 4 === 1) harness.set(connectionId, 'gone');
        if (index % 4 === 2) harness.set(connectionId, 'failing');
        if (index % 4 === 3) harness.set(connectionId, 'hanging');
      });
      const { summary, undelivered } = await deliver(harness, pages(rows.slice(0, 30), rows.slice(30)));
      mustEqual(
        summary,
        { delivered: 15, gone: 15, failed: 30 },
        'deliver() must count every recipient by its outcome',
      );
      must(
        new Set(undelivered.map((one) => one.recipient)).size === 45,
        'onUndelivered() must be called once for each recipient that was not reached, and for no other',
      );
      for (const one of undelivered) {
        const index = rows.indexOf(one.recipient);
        must(index >= 0, 'onUndelivered() must get the same object that was passed in');
        mustEqual(
          one.outcome,
          index % 4 === 1 ? 'gone' : 'failed',
          `onUndelivered() got a wrong outcome of ${one.recipient.connectionId}`,
        );
      }
    },
  },
  {
    title: 'resolves although the listener throws',
    async run(harness) {
      const { gateway, clock } = harness;
      harness.set('c1', 'gone');
      const summary = await gateway.deliver(EVENT, pages([recipient(harness, 'c1')]), {
        deadline: clock.now() + PATIENCE,
        onUndelivered: () => {
          throw new Error('The listener is broken.');
        },
      });
      mustEqual(
        summary,
        { delivered: 0, gone: 1, failed: 0 },
        'deliver() must go on when onUndelivered() throws',
      );
    },
  },
  {
    title: 'rejects when the recipients do, after the posts in flight have ended',
    async run(harness) {
      const broken = new Error('The page cannot be read.');
      async function* breaking(): AsyncGenerator<readonly Recipient[]> {
        yield [recipient(harness, 'c1'), recipient(harness, 'c2')];
        throw broken;
      }
      const error: unknown = await deliver(harness, breaking()).catch((reason: unknown) => reason);
      must(error === broken, 'deliver() must reject with the same error as the recipients');
      mustEqual(
        [harness.received('c1'), harness.received('c2')],
        [1, 1],
        'deliver() must let the posts in flight end before it rejects',
      );
    },
  },
  {
    title: 'counts every recipient as failed when the deadline has passed already',
    async run(harness) {
      const rows = upTo(5).map((index) => recipient(harness, `c${index}`));
      const options = { deadline: harness.clock.now() - 1 };
      const summary = await harness.gateway.deliver(EVENT, pages(rows), options);
      mustEqual(
        summary,
        { delivered: 0, gone: 0, failed: 5 },
        'deliver() after its deadline must count every recipient as failed',
      );
    },
  },
  {
    title: 'requests the next page while the last is still being sent',
    async run(harness) {
      harness.set('slow', 'hanging');
      const slow = [recipient(harness, 'slow')];
      let before = Number.POSITIVE_INFINITY;
      const start = harness.clock.now();
      async function* watched(): AsyncGenerator<readonly Recipient[]> {
        yield slow;
        before = harness.clock.now();
        yield [recipient(harness, 'quick')];
      }
      await deliver(harness, watched());
      must(
        before - start < PATIENCE,
        'deliver() requested the second page only when the first had been sent: request it while posts are in flight',
      );
      mustEqual(
        harness.received('quick'),
        1,
        'deliver() must reach the second page while the first still hangs',
      );
    },
  },
  {
    title: 'does not read a whole room into memory while no recipient responds',
    async run(harness) {
      let requested = 0;
      let isMeasured = false;
      async function* endless(): AsyncGenerator<readonly Recipient[]> {
        for (const page of upTo(200)) {
          // What comes after would only cost time: thousands of recipients past their deadline.
          if (isMeasured) return;
          requested += 1;
          yield upTo(50).map((index) => {
            harness.set(`p${page}-${index}`, 'hanging');
            return recipient(harness, `p${page}-${index}`);
          });
        }
      }
      const delivery = deliver(harness, endless());
      await harness.clock.elapse(PATIENCE / 4);
      isMeasured = true;
      const { summary } = await delivery;
      must(
        requested < 200,
        'deliver() read a whole room into memory: bound the posts in flight, and request pages as they end',
      );
      mustEqual(
        summary,
        { delivered: 0, gone: 0, failed: requested * 50 },
        'deliver() must count every recipient as failed at the deadline',
      );
    },
  },
];
