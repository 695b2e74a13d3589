import type { DeliverySummary, Recipient } from '@serverless-ws/chat-domain';
import type { Contract } from '../contract.js';
import { must, mustEqual } from '../expectation.js';
import { upTo } from '../sample.js';
import type { MessageGatewayHarness } from './message-gateway-harness.js';
import { EVENT, pages, PATIENCE, recipient } from './message-gateway-harness.js';

/** Milliseconds of the tail in these cases. */
const TAIL = PATIENCE / 5;

/** Delivers with a tail and a deadline that is far away; says how long that took, within 50 ms. */
async function deliverWithTail(
  { gateway, clock }: MessageGatewayHarness,
  rows: readonly Recipient[],
  tail: number,
): Promise<{ readonly summary: DeliverySummary; readonly took: number }> {
  let hasEnded = false;
  const options = { deadline: clock.now() + 10 * PATIENCE, tail };
  const delivery = gateway.deliver(EVENT, pages(rows), options).finally(() => (hasEnded = true));
  delivery.catch(() => undefined);
  let took = 0;
  for (; took < 11 * PATIENCE && !hasEnded; took += 50) await clock.elapse(50);
  return { summary: await delivery, took };
}

/** What `deliver` guarantees about recipients that are not reached at the first try, where the caller has set a tail. */
export const tailCases: Contract<MessageGatewayHarness> = [
  {
    title: 'waits for single clients no longer than the tail, and reaches all others',
    async run(harness) {
      harness.set('stuck', 'hanging');
      harness.set('full', 'failing');
      const healthy = upTo(20).map((index) => recipient(harness, `c${index}`));
      const rows = [recipient(harness, 'stuck'), ...healthy, recipient(harness, 'full')];
      const { summary, took } = await deliverWithTail(harness, rows, TAIL);
      mustEqual(
        summary,
        { delivered: 20, gone: 0, failed: 2 },
        'deliver() must reach all others, and count those given up after the tail as failed',
      );
      must(
        took <= TAIL + 150,
        `deliver() took ${took} ms with a tail of ${TAIL}: end after it when few recipients are left`,
      );
    },
  },
  {
    title: 'waits no longer than the tail for connections that are not open yet, however many they are',
    needs: 'opening',
    async run(harness) {
      const rows = upTo(20).map((index) => ({
        connectionId: `c${index}`,
        connectedAt: harness.clock.now() - 500,
      }));
      for (const { connectionId } of rows.slice(0, 10)) harness.set(connectionId, 'opening');
      const { summary, took } = await deliverWithTail(harness, rows, TAIL);
      mustEqual(
        summary,
        { delivered: 10, gone: 0, failed: 10 },
        'deliver() must count connections that are not open yet as failed',
      );
      must(
        took <= TAIL + 150,
        'deliver() must not take connections that are not open yet for a failure of the account',
      );
    },
  },
  {
    title: 'tries each recipient once where the caller wants no retries, and reports which of them are gone',
    async run(harness) {
      const { clock, gateway } = harness;
      const rows = upTo(10).map((index) => recipient(harness, `c${index}`));
      for (const { connectionId } of rows.slice(0, 5)) harness.set(connectionId, 'failing', 1);
      harness.set('c6', 'gone');
      const gone: string[] = [];
      const delivery = gateway.deliver(EVENT, pages(rows), {
        deadline: clock.now() + PATIENCE,
        tail: TAIL,
        retry: false,
        onUndelivered: ({ recipient: { connectionId }, outcome }) => {
          if (outcome === 'gone') gone.push(connectionId);
        },
      });
      delivery.catch(() => undefined);
      await clock.elapse(PATIENCE);
      mustEqual(
        await delivery,
        { delivered: 4, gone: 1, failed: 5 },
        'deliver() with retry: false must not try a recipient again that failed once',
      );
      mustEqual(gone, ['c6'], 'deliver() with retry: false must report what is gone');
    },
  },
  {
    title: 'goes on after the tail where more than a tenth of the recipients fail',
    async run(harness) {
      const rows = upTo(20).map((index) => recipient(harness, `c${index}`));
      for (const { connectionId } of rows) harness.set(connectionId, 'failing', 4);
      const { summary } = await deliverWithTail(harness, rows, 1);
      mustEqual(
        summary,
        { delivered: 20, gone: 0, failed: 0 },
        'deliver() must retry until the deadline where the account fails, not single clients',
      );
    },
  },
];
