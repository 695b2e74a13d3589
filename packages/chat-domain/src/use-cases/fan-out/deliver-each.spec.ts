import { describe, expect, it } from '@jest/globals';
import type { Recipient } from '../../model/connection.js';
import type { Undelivered } from '../../ports/message-gateway.js';
import { ManualClock } from '../../in-memory/manual-clock.js';
import { deliverEach } from './deliver-each.js';
import type { PostOutcome } from './post-one.js';
import { StalledRecipients } from './stalled-recipients.js';

const rows = (...ids: readonly string[]): readonly Recipient[] =>
  ids.map((connectionId) => ({ connectionId, connectedAt: 0 }));

async function* pages(...given: readonly (readonly Recipient[])[]) {
  yield* given;
}

const time = new ManualClock();
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
      { time, onUndelivered: (one) => undelivered.push(one) },
    );
    expect(summary).toEqual({ delivered: 1, gone: 1, failed: 1 });
    expect(undelivered.map(({ recipient, reason }) => [recipient.connectionId, reason])).toEqual([
      ['b', '410'],
      ['c', 'deadline'],
    ]);
  });

  it('passes over recipients whose right has ended, and retries none of them', async () => {
    const clock = new ManualClock();
    const row = (connectionId: string, milliseconds: number): Recipient => ({
      connectionId,
      connectedAt: 0,
      until: clock.now() + milliseconds,
    });
    const posted: string[] = [];
    const post = async ({ connectionId }: Recipient, mayRetry: () => boolean): Promise<PostOutcome> => {
      posted.push(connectionId);
      expect(mayRetry()).toBe(true);
      clock.advance(5);
      return mayRetry() ? DELIVERED : { outcome: 'failed', reason: 'ended' };
    };
    const undelivered: string[] = [];
    const summary = await deliverEach(
      pages([row('ended', 0), row('first', 6)], [row('second', 10), row('third', 10)]),
      post,
      { time: clock, window: 1, onUndelivered: ({ recipient }) => undelivered.push(recipient.connectionId) },
    );
    expect(posted).toEqual(['first', 'second']);
    expect(undelivered).toEqual(['second']);
    expect(summary).toEqual({ delivered: 1, gone: 0, failed: 1 });
  });

  it('counts a post that rejects as failed, by the name of its error', async () => {
    const reasons: string[] = [];
    const summary = await deliverEach(
      pages(rows('a', 'b')),
      ({ connectionId }) => Promise.reject(connectionId === 'a' ? new RangeError('secret') : 'odd'),
      { time, onUndelivered: ({ reason }) => reasons.push(reason) },
    );
    expect(summary).toEqual({ delivered: 0, gone: 0, failed: 2 });
    expect(reasons).toEqual(['RangeError', 'unknown']);
  });

  it('counts a post that throws before it has a promise', async () => {
    const post = ({ connectionId }: Recipient): Promise<PostOutcome> => {
      if (connectionId === 'a') throw new TypeError('secret');
      return Promise.resolve(DELIVERED);
    };
    const summary = await deliverEach(pages(rows('a', 'b')), post, { time });
    expect(summary).toEqual({ delivered: 1, gone: 0, failed: 1 });
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
    await deliverEach(pages(rows('a', 'b', 'c', 'd', 'e', 'f', 'g')), post, { time, window: 3 });
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
    await expect(deliverEach(broken(), post, { time })).rejects.toThrow('no second page');
    expect(done).toBe(2);
  });
});

describe('a delivery of single posts, with a tail', () => {
  const never = new Promise<PostOutcome>(() => undefined);
  const room = rows(...Array.from({ length: 20 }, (_, index) => `c${index}`));

  /** Delivers to the room, of which the posts to some never end; resolves with the milliseconds that it took. */
  async function elapsed(hanging: readonly string[], stalled?: StalledRecipients): Promise<number> {
    const began = time.now();
    let ended: number | null = null;
    const delivery = deliverEach(
      pages(room),
      ({ connectionId }) => (hanging.includes(connectionId) ? never : Promise.resolve(DELIVERED)),
      { time, tail: 300, ...(stalled && { stalled }) },
    ).then((summary) => {
      ended = time.now() - began;
      return summary;
    });
    for (let step = 0; step < 100 && ended === null; step += 1) await time.elapse(10);
    if (ended === null) return Infinity;
    expect(await delivery).toEqual({ delivered: 20 - hanging.length, gone: 0, failed: hanging.length });
    return ended;
  }

  it('does not wait where every post has ended', async () => {
    expect(await elapsed([])).toBe(0);
  });

  it('gives up on single recipients after the tail, and the next one does not wait for them', async () => {
    const stalled = new StalledRecipients();
    expect(await elapsed(['c1', 'c7'], stalled)).toBe(300);
    expect(await elapsed(['c1', 'c7'], stalled)).toBe(0);
    expect(await elapsed(['c1', 'c8'], stalled)).toBe(300);
  });

  it('waits for a recipient again that was reached meanwhile', async () => {
    const stalled = new StalledRecipients();
    await elapsed(['c1'], stalled);
    await elapsed([], stalled);
    expect(await elapsed(['c1'], stalled)).toBe(300);
  });

  it('goes on after the tail where more than a tenth fails', async () => {
    expect(await elapsed(['c1', 'c2', 'c3', 'c4'])).toBe(Infinity);
  });

  it('tries a recipient that has stalled once, and others as long as they are waited for', async () => {
    const stalled = new StalledRecipients();
    stalled.add('c1');
    const answers = new Map<string, () => boolean>();
    const delivery = deliverEach(
      pages(rows('c0', 'c1', 'c2')),
      (recipient, mayRetry) => {
        answers.set(recipient.connectionId, mayRetry);
        return recipient.connectionId === 'c0' ? Promise.resolve(DELIVERED) : never;
      },
      { time, tail: 300, stalled },
    );
    await time.elapse(10);
    expect([answers.get('c1')?.(), answers.get('c2')?.()]).toEqual([false, true]);
    await time.elapse(300);
    await delivery;
    expect(answers.get('c2')?.()).toBe(false);
  });
});
