import { describe, expect, it } from '@jest/globals';
import type { Recipient } from '../../model/connection.js';
import type { Undelivered } from '../../ports/message-gateway.js';
import { deliverEach, type PostOutcome } from './deliver-each.js';

const rows = (...ids: readonly string[]): readonly Recipient[] =>
  ids.map((connectionId) => ({ connectionId, connectedAt: 0 }));

async function* pages(...given: readonly (readonly Recipient[])[]) {
  yield* given;
}

const DELIVERED: PostOutcome = { outcome: 'delivered' };

describe('a delivery of single posts', () => {
  it('counts every recipient once, and reports those not reached', async () => {
    const undelivered: Undelivered[] = [];
    const outcomes: Readonly<Record<string, PostOutcome>> = {
      b: { outcome: 'gone', reason: '410' },
      c: { outcome: 'failed', reason: 'deadline' },
    };
    const summary = await deliverEach(
      pages(rows('a', 'b'), rows('c')),
      async ({ connectionId }) => outcomes[connectionId] ?? DELIVERED,
      { onUndelivered: (one) => undelivered.push(one) },
    );
    expect(summary).toEqual({ delivered: 1, gone: 1, failed: 1 });
    expect(undelivered.map(({ recipient, reason }) => [recipient.connectionId, reason])).toEqual([
      ['b', '410'],
      ['c', 'deadline'],
    ]);
  });

  it('counts a post that rejects as failed, by the name of its error', async () => {
    const reasons: string[] = [];
    const summary = await deliverEach(
      pages(rows('a', 'b')),
      ({ connectionId }) => Promise.reject(connectionId === 'a' ? new RangeError('secret') : 'odd'),
      { onUndelivered: ({ reason }) => reasons.push(reason) },
    );
    expect(summary).toEqual({ delivered: 0, gone: 0, failed: 2 });
    expect(reasons).toEqual(['RangeError', 'unknown']);
  });

  it('has no more posts in flight than its window, and waits for the first of them', async () => {
    let flying = 0;
    let most = 0;
    const post = async () => {
      flying += 1;
      most = Math.max(most, flying);
      await new Promise(setImmediate);
      flying -= 1;
      return DELIVERED;
    };
    await deliverEach(pages(rows('a', 'b', 'c', 'd', 'e', 'f', 'g')), post, { window: 3 });
    expect(most).toBe(3);
  });

  it('rejects with the error of the recipients, after the posts in flight', async () => {
    let done = 0;
    async function* broken() {
      yield rows('a', 'b');
      throw new Error('no second page');
    }
    const post = async () => {
      await new Promise(setImmediate);
      done += 1;
      return DELIVERED;
    };
    await expect(deliverEach(broken(), post)).rejects.toThrow('no second page');
    expect(done).toBe(2);
  });
});
