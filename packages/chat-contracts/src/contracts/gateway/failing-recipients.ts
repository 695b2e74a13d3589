import type { Contract } from '../contract.js';
import { must, mustEqual } from '../expectation.js';
import { upTo } from '../sample.js';
import type { MessageGatewayHarness } from './message-gateway-harness.js';
import { deliver, EVENT, pages, PATIENCE, recipient } from './message-gateway-harness.js';
import { probe } from './probing.js';

/** What `deliver` and `disconnect` guarantee about a recipient that is slow, gone or failing. */
export const failingRecipients: Contract<MessageGatewayHarness> = [
  {
    title: 'reports a recipient that is gone, and reaches all others',
    async run(harness) {
      harness.set('c2', 'gone');
      const rows = ['c1', 'c2', 'c3'].map((id) => recipient(harness, id));
      const { summary, undelivered } = await deliver(harness, pages(rows));
      mustEqual(
        summary,
        { delivered: 2, gone: 1, failed: 0 },
        'deliver() must count a recipient that is gone as gone, and reach the others',
      );
      must(
        undelivered.length === 1 && undelivered[0]?.recipient === rows[1],
        'onUndelivered() must be called once for a recipient that is gone',
      );
      mustEqual(
        [harness.received('c1'), harness.received('c3')],
        [1, 1],
        'deliver() must reach the others, once',
      );
    },
  },
  {
    title: 'retries transient failures',
    async run(harness) {
      harness.set('c1', 'failing', 1);
      harness.set('c2', 'failing', 2);
      const rows = ['c1', 'c2', 'c3'].map((id) => recipient(harness, id));
      const { summary } = await deliver(harness, pages(rows));
      mustEqual(
        summary,
        { delivered: 3, gone: 0, failed: 0 },
        'deliver() must retry throttling and server errors',
      );
      mustEqual(
        rows.map(({ connectionId }) => harness.received(connectionId)),
        [1, 1, 1],
        'deliver() must stop once a post succeeded',
      );
    },
  },
  {
    title: 'resolves by the deadline when a recipient never responds, and delays no other',
    async run(harness) {
      const { gateway, clock } = harness;
      harness.set('stuck', 'hanging');
      const rows = ['stuck', ...upTo(20).map((index) => `c${index}`)].map((id) => recipient(harness, id));
      let hasEnded = false;
      const deadline = clock.now() + PATIENCE;
      const delivery = gateway.deliver(EVENT, pages(rows), { deadline }).finally(() => (hasEnded = true));
      await clock.elapse(PATIENCE / 2);
      const reached = rows.filter(({ connectionId }) => harness.received(connectionId) === 1).length;
      must(
        reached === 20,
        `half-way to the deadline only ${reached} of 20 had their event: one delays the others`,
      );
      for (let passed = 0; passed < PATIENCE && !hasEnded; passed += 50) await clock.elapse(50);
      must(hasEnded, 'deliver() did not resolve by its deadline: abandon a recipient that does not respond');
      mustEqual(
        await delivery,
        { delivered: 20, gone: 0, failed: 1 },
        'deliver() must count a recipient that never responds as failed',
      );
    },
  },
  {
    title: 'gives up on a recipient that keeps failing, by the deadline, and never counts it as gone',
    async run(harness) {
      harness.set('c1', 'failing');
      const { summary, undelivered } = await deliver(harness, pages([recipient(harness, 'c1')]));
      mustEqual(
        summary,
        { delivered: 0, gone: 0, failed: 1 },
        'deliver() must count a recipient that keeps failing as failed, never as gone',
      );
      must((undelivered[0]?.reason ?? '') !== '', 'onUndelivered() must come with a reason for the log');
    },
  },
  {
    title: 'never counts an error response as gone that says nothing about the connection',
    needs: 'refusing',
    async run(harness) {
      harness.set('c1', 'refusing');
      const { summary } = await deliver(harness, pages([recipient(harness, 'c1'), recipient(harness, 'c2')]));
      mustEqual(
        summary,
        { delivered: 1, gone: 0, failed: 1 },
        'deliver() must count that response as failed: as gone, wrong credentials would delete live connections',
      );
      const probed = await probe(harness, recipient(harness, 'c1'));
      must(probed !== 'gone', 'probe() must not say gone for that response either');
    },
  },
  {
    title: 'waits for a connection that is not open yet',
    needs: 'opening',
    async run(harness) {
      const { gateway, clock } = harness;
      harness.set('new', 'opening');
      const rows = [recipient(harness, 'new', 500)];
      let hasEnded = false;
      const options = { deadline: clock.now() + PATIENCE };
      const delivery = gateway.deliver(EVENT, pages(rows), options).finally(() => (hasEnded = true));
      await clock.elapse(PATIENCE / 5);
      must(!hasEnded, 'deliver() gave up at once on a connection whose connect had perhaps not returned');
      harness.set('new', 'open');
      for (let passed = 0; passed < PATIENCE && !hasEnded; passed += 50) await clock.elapse(50);
      mustEqual(
        await delivery,
        { delivered: 1, gone: 0, failed: 0 },
        'deliver() must try a connection again that is not open yet',
      );
    },
  },
  {
    title: 'counts a connection that never opens as failed, not as gone',
    needs: 'opening',
    async run(harness) {
      harness.set('new', 'opening');
      const { summary } = await deliver(harness, pages([recipient(harness, 'new', 500)]));
      mustEqual(
        summary,
        { delivered: 0, gone: 0, failed: 1 },
        'deliver() must count a connection that is not open yet as failed: as gone, it would lose its row while it connects',
      );
    },
  },
  {
    title: 'closes a connection, and succeeds when it was gone already',
    async run(harness) {
      await harness.gateway.disconnect('c1');
      await harness.gateway.disconnect('c1');
      harness.set('c2', 'gone');
      await harness.gateway.disconnect('c2');
      const { summary } = await deliver(harness, pages([recipient(harness, 'c1')]));
      mustEqual(summary, { delivered: 0, gone: 1, failed: 0 }, 'disconnect() must close the connection');
    },
  },
];
