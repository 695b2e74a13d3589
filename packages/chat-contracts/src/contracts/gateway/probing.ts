import type { ProbeOutcome, Recipient } from '@serverless-ws/chat-domain';
import type { Contract } from '../contract.js';
import { must, mustEqual } from '../expectation.js';
import type { MessageGatewayHarness } from './message-gateway-harness.js';
import { PATIENCE, recipient } from './message-gateway-harness.js';

/** Probes with the deadline of the contract, letting that time pass if need be. */
export async function probe(
  { gateway, clock }: MessageGatewayHarness,
  asked: Recipient,
): Promise<ProbeOutcome> {
  let hasEnded = false;
  const probing = gateway.probe(asked, { deadline: clock.now() + PATIENCE }).finally(() => (hasEnded = true));
  probing.catch(() => undefined);
  for (let passed = 0; passed < 2 * PATIENCE && !hasEnded; passed += 100) await clock.elapse(100);
  return probing;
}

/** What `probe` guarantees. */
export const probing: Contract<MessageGatewayHarness> = [
  {
    title: 'says of an open connection that it is open, and sends it nothing',
    async run(harness) {
      mustEqual(await probe(harness, recipient(harness, 'c1')), 'open', 'probe() of an open connection');
      mustEqual(harness.received('c1'), 0, 'probe() must not send anything');
    },
  },
  {
    title: 'says of a connection that has ended that it is gone',
    async run(harness) {
      harness.set('c1', 'gone');
      mustEqual(await probe(harness, recipient(harness, 'c1')), 'gone', 'probe() of one that is gone');
      await harness.gateway.disconnect('c2');
      mustEqual(await probe(harness, recipient(harness, 'c2')), 'gone', 'probe() after disconnect()');
    },
  },
  {
    title: 'ends by its deadline where there is no response, and never says gone then',
    async run(harness) {
      harness.set('c1', 'hanging');
      must((await probe(harness, recipient(harness, 'c1'))) !== 'gone', 'probe() took silence for gone');
      harness.set('c2', 'failing');
      must((await probe(harness, recipient(harness, 'c2'))) !== 'gone', 'probe() took an error for gone');
    },
  },
  {
    title: 'never says gone of a connection that is not open yet',
    needs: 'opening',
    async run(harness) {
      harness.set('new', 'opening');
      must(
        (await probe(harness, recipient(harness, 'new', 500))) !== 'gone',
        'probe() must not count a connection as gone that is not open yet: it would lose its rows while it connects',
      );
    },
  },
];
