import { describe, expect, it } from '@jest/globals';
import type { Undelivered } from '@serverless-ws/chat-domain';
import fc from 'fast-check';
import { HostileSink, type Act } from '../../test/hostile-sink.js';
import { badAct, goodAct } from '../../test/http-responses.js';
import { ManualTime } from '../../test/manual-time.js';
import { CREDENTIALS, messageEvent, pages } from '../../test/open-bench.js';
import { ApiGatewayMessageGateway } from '../api-gateway-message-gateway.js';

/** The responses to one recipient's posts, in order; the last decides. */
interface Fate {
  readonly status: 200 | 410;
  readonly acts: readonly Act[];
}

const fate: fc.Arbitrary<Fate> = fc
  .constantFrom(200 as const, 200 as const, 410 as const)
  .chain((status) =>
    fc
      .tuple(fc.array(badAct, { maxLength: 3 }), goodAct(status))
      .map(([bad, good]) => ({ status, acts: [...bad, good] })),
  );

/** Sends to all recipients over two connections, so that each carries many exchanges and any leftover bytes of them. */
async function deliver(fates: readonly Fate[]) {
  const idOf = (index: number): string => `c${index}`;
  const acts = new Map(fates.map((one, index) => [idOf(index), one.acts]));
  const silence: Act = { pieces: [], then: 'keep' };
  const sink = await HostileSink.start((id, nth) => acts.get(id)?.[nth] ?? silence);
  const time = new ManualTime(() => sink.traffic);
  const gateway = new ApiGatewayMessageGateway({
    endpoint: { url: `http://127.0.0.1:${sink.port}/prod` },
    region: 'eu-west-1',
    credentials: () => Promise.resolve(CREDENTIALS),
    window: 2,
    timeout: 1_000,
    clock: time,
    scheduler: time,
  });
  const undelivered: Undelivered[] = [];
  const recipients = fates.map((_, index) => ({ connectionId: idOf(index), connectedAt: 0 }));
  try {
    const summary = await time.until(
      gateway.deliver(messageEvent(), pages(recipients), {
        deadline: time.now() + 600_000,
        onUndelivered: (one) => undelivered.push(one),
      }),
      600_000,
    );
    return { summary, undelivered, posts: fates.map((_, index) => sink.posts(idOf(index))) };
  } finally {
    await gateway.close();
    await sink.close();
  }
}

describe('the exchange, with a hostile endpoint', () => {
  it('gives each recipient its own response, and accepts nothing else as one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { minLength: 1, maxLength: 12 }), async (fates) => {
        const { summary, undelivered, posts } = await deliver(fates);
        const stale = fates.flatMap(({ status }, index) => (status === 410 ? [`c${index}`] : []));
        expect(undelivered.map((one) => `${one.recipient.connectionId} ${one.outcome}`).sort()).toEqual(
          stale.map((id) => `${id} gone`).sort(),
        );
        expect(summary).toEqual({ delivered: fates.length - stale.length, gone: stale.length, failed: 0 });
        // A good response is final: no recipient is sent the same again.
        expect(posts).toEqual(fates.map(({ acts }) => acts.length));
      }),
      { numRuns: 60 },
    );
  });
});
