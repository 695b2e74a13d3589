import type { Recipient } from '../../../model/connection.js';
import type { Contract } from '../contract.js';
import { must, mustEqual } from '../expectation.js';
import { upTo } from '../sample.js';
import type { MessageGatewayHarness } from './message-gateway-harness.js';
import { deliver, EVENT, pages, PATIENCE, recipient } from './message-gateway-harness.js';

/** What `deliver` and `disconnect` promise about the whole. */
export const delivering: Contract<MessageGatewayHarness> = [
  {
    title: 'sends to everybody on every page, once',
    async run(harness) {
      const rows = upTo(50).map((index) => recipient(harness, `c${index}`));
      const { summary } = await deliver(harness, pages(rows.slice(0, 20), [], rows.slice(20)));
      mustEqual(summary, { delivered: 50, gone: 0, failed: 0 }, 'deliver() must count every recipient once');
      const counts = new Set(rows.map(({ connectionId }) => harness.received(connectionId)));
      mustEqual([...counts], [1], 'deliver() must send to every recipient exactly once');
    },
  },
  {
    title: 'takes no recipients at all',
    async run(harness) {
      const nobody = { delivered: 0, gone: 0, failed: 0 };
      mustEqual(
        (await deliver(harness, pages<Recipient>())).summary,
        nobody,
        'deliver() of no pages must resolve to zeros',
      );
      mustEqual(
        (await deliver(harness, pages<Recipient>([]))).summary,
        nobody,
        'deliver() of an empty page must resolve to zeros',
      );
    },
  },
  {
    title: 'counts everybody once and reports exactly those not reached, as they were handed in',
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
        'deliver() must count everybody as what became of them',
      );
      must(
        new Set(undelivered.map((one) => one.recipient)).size === 45,
        'onUndelivered() must be called once for each who was not reached, and for nobody else',
      );
      for (const one of undelivered) {
        const index = rows.indexOf(one.recipient);
        must(index >= 0, 'onUndelivered() must hand back the very object that was handed in');
        mustEqual(
          one.outcome,
          index % 4 === 1 ? 'gone' : 'failed',
          `onUndelivered() told a wrong outcome of ${one.recipient.connectionId}`,
        );
      }
    },
  },
  {
    title: 'settles although the listener throws',
    async run({ gateway, clock, set, ...rest }) {
      set('c1', 'gone');
      const row = recipient({ gateway, clock, set, ...rest }, 'c1');
      const summary = await gateway.deliver(EVENT, pages([row]), {
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
    title: 'rejects when the recipients do, after the posts under way have settled',
    async run(harness) {
      const broken = new Error('The page cannot be read.');
      async function* breaking(): AsyncGenerator<readonly Recipient[]> {
        yield [recipient(harness, 'c1'), recipient(harness, 'c2')];
        throw broken;
      }
      const error: unknown = await deliver(harness, breaking()).catch((reason: unknown) => reason);
      must(error === broken, 'deliver() must reject with the very error of the recipients');
      mustEqual(
        [harness.received('c1'), harness.received('c2')],
        [1, 1],
        'deliver() must let the posts under way settle before it rejects',
      );
    },
  },
  {
    title: 'counts everybody as failed when the deadline has passed already',
    async run(harness) {
      const rows = upTo(5).map((index) => recipient(harness, `c${index}`));
      const options = { deadline: harness.clock.now() - 1 };
      const summary = await harness.gateway.deliver(EVENT, pages(rows), options);
      mustEqual(
        summary,
        { delivered: 0, gone: 0, failed: 5 },
        'deliver() after its deadline must count everybody as failed',
      );
    },
  },
  {
    title: 'asks for the next page while the last is still being sent',
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
        'deliver() asked for the second page only when the first had been sent: ask while posts are under way',
      );
      mustEqual(
        harness.received('quick'),
        1,
        'deliver() must reach the second page while the first still hangs',
      );
    },
  },
  {
    title: 'does not read a whole room into memory while nobody answers',
    async run(harness) {
      let asked = 0;
      async function* endless(): AsyncGenerator<readonly Recipient[]> {
        for (const page of upTo(200)) {
          asked += 1;
          yield upTo(50).map((index) => {
            harness.set(`p${page}-${index}`, 'hanging');
            return recipient(harness, `p${page}-${index}`);
          });
        }
      }
      const delivery = deliver(harness, endless());
      await harness.clock.elapse(PATIENCE / 4);
      const askedWhileWaiting = asked;
      const { summary } = await delivery;
      must(
        askedWhileWaiting < 200,
        'deliver() read a whole room into memory: bound the posts under way, and ask for pages as they end',
      );
      mustEqual(
        summary,
        { delivered: 0, gone: 0, failed: 10_000 },
        'deliver() must count everybody as failed at the deadline',
      );
    },
  },
];
