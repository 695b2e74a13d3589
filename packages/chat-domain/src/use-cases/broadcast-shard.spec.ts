import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LIMITS } from '../model/limits.js';
import { failing, intercept } from '../in-memory/fixtures/intercept.js';
import { job, workerFixture as fixture } from '../in-memory/fixtures/worker-fixture.js';

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('a worker', () => {
  it('sends the entries after its cursor in as few frames as possible, and saves the new cursor', async () => {
    const { cursors, worker, log, frames, cursor } = await fixture();
    await log.say(9);
    await cursors.save('tea', 0, { epoch: 'e', seq: 4, start: 0 });
    await worker.execute(job(6));
    expect(frames()).toEqual([[5, 6, 7, 8, 9]]);
    expect(await cursor()).toEqual({ epoch: 'e', seq: 9, start: 0 });
  });

  it('has nothing to do for jobs that queued up meanwhile', async () => {
    const { worker, log, frames } = await fixture();
    await log.say(1);
    await worker.execute(job(1));
    await log.say(5);
    for (let seq = 2; seq <= 6; seq += 1) await worker.execute(job(seq));
    expect(frames()).toEqual([[1], [2, 3, 4, 5, 6]]);
  });

  it('sends more than fits in a frame in several', async () => {
    const { cursors, worker, log, frames } = await fixture();
    await cursors.save('tea', 0, { epoch: 'e', seq: 0, start: 0 });
    await log.say(250);
    await worker.execute(job(250));
    expect(frames().map(({ length }) => length)).toEqual([100, 100, 50]);
  });

  it('starts with the entries of its job in a shard without a cursor', async () => {
    const { clock, worker, log, frames } = await fixture();
    await log.say(5);
    clock.advance(LIMITS.gapAge * 3);
    await log.say(1);
    await worker.execute(job(6));
    expect(frames()).toEqual([[6]]);
  });

  it('starts below positions in flight, so that jobs of slower writers find their entries sent', async () => {
    const { clock, worker, log, frames } = await fixture();
    await log.say(5);
    clock.advance(LIMITS.gapAge * 3);
    await log.skip();
    await log.say(1);
    const work = worker.execute(job(7));
    await clock.elapse(100);
    await log.fill(6);
    await clock.elapse(1_000);
    await work;
    await worker.execute(job(6));
    expect(frames()).toEqual([[6, 7]]);
  });

  it('starts below all positions of a merged job', async () => {
    const { clock, worker, log, frames } = await fixture();
    await log.say(3);
    clock.advance(LIMITS.gapAge * 3);
    await worker.execute({ ...job(0), seqs: [3, 2] });
    expect(frames()).toEqual([[2, 3]]);
  });

  it('sends a position below its start alone, whose notification arrived later than those of higher ones', async () => {
    const { clock, worker, log, frames, cursor } = await fixture();
    await log.say(2);
    clock.advance(LIMITS.gapAge * 3);
    await log.say(4);
    await worker.execute(job(6));
    await worker.execute({ ...job(4), seqs: [5, 4, 5] });
    await log.say(1);
    await worker.execute({ ...job(3), seqs: [7, 3] });
    expect(frames()).toEqual([[6], [4, 5], [3], [7]]);
    expect(await cursor()).toEqual({ epoch: 'e', seq: 7, start: 5 });
  });

  it('sends many positions alone in as few frames as possible', async () => {
    const { clock, worker, log, frames } = await fixture();
    await log.say(10, { text: 'x'.repeat(LIMITS.textBytes) });
    clock.advance(LIMITS.gapAge * 3);
    await log.say(1);
    await worker.execute(job(11));
    await worker.execute({ ...job(0), seqs: upTo(10) });
    expect(frames()).toEqual([[11], [1, 2, 3, 4, 5, 6, 7], [8, 9, 10]]);
  });

  it('sends each position once, in whatever order and batches their notifications arrive', async () => {
    const batches = fc
      .shuffledSubarray(upTo(12), { minLength: 12 })
      .chain((seqs) => fc.tuple(fc.constant(seqs), fc.infiniteStream(fc.integer({ min: 1, max: 4 }))));
    await fc.assert(
      fc.asyncProperty(batches, async ([seqs, sizes]) => {
        const { worker, log, frames } = await fixture();
        await log.say(12);
        for (let waiting = [...seqs]; waiting.length > 0;) {
          const batch = waiting.splice(0, sizes.next().value);
          await worker.execute({ ...job(0), seqs: batch });
        }
        expect(
          frames()
            .flat()
            .sort((a, b) => a - b),
        ).toEqual(upTo(12));
      }),
    );
  });

  it('sends a message that was sent again long after alone, also in a shard without a cursor', async () => {
    const { clock, worker, log, frames, cursor } = await fixture();
    const head = LIMITS.pageMaximum + 3;
    await log.say(head);
    clock.advance(LIMITS.gapAge * 3);
    await worker.execute(job(3));
    expect(await cursor()).toEqual({ epoch: 'e', seq: head, start: head });
    await log.say(1);
    await worker.execute(job(head + 1));
    expect(frames()).toEqual([[3], [head + 1]]);
  });

  it('skips a position below its start that no longer exists', async () => {
    const { clock, worker, log, frames } = await fixture();
    await log.say(1, { expiresAt: clock.now() + LIMITS.gapAge });
    await log.say(1);
    clock.advance(LIMITS.gapAge * 3);
    await log.say(1);
    await worker.execute(job(3));
    await worker.execute(job(1));
    expect(frames()).toEqual([[3]]);
  });

  it('waits for a position that may still be filled', async () => {
    const { clock, cursors, worker, log, frames, cursor } = await fixture();
    await cursors.save('tea', 0, { epoch: 'e', seq: 0, start: 0 });
    await log.say(1);
    await log.skip();
    await log.say(1);
    const work = worker.execute(job(3));
    await clock.elapse(1_000);
    expect(frames()).toEqual([[1]]);
    expect(await cursor()).toMatchObject({ seq: 1 });
    await log.fill(2);
    await clock.elapse(1_000);
    await work;
    expect(frames()).toEqual([[1], [2, 3]]);
  });

  it('reads again after 25 ms, and then after growing delays, up to 400 ms', async () => {
    const { cursors, clock, workerWith, log } = await fixture();
    await cursors.save('tea', 0, { epoch: 'e', seq: 0, start: 0 });
    await log.skip();
    const waits: number[] = [];
    const wait = (milliseconds: number) => {
      waits.push(milliseconds);
      clock.advance(milliseconds);
      return Promise.resolve();
    };
    await workerWith({ timer: { wait } }).execute(job(1));
    expect(waits.slice(0, 6)).toEqual([25, 50, 100, 200, 400, 400]);
    expect(Math.max(...waits)).toBe(400);
  });

  it('saves its cursor when it has moved, not each time it has waited', async () => {
    const { cursors, clock, workerWith, log } = await fixture();
    await log.skip();
    await log.say(1);
    const saved: unknown[] = [];
    const watched = intercept(cursors, ({ method, args, proceed }) => {
      if (method === 'save') saved.push(args[2]);
      return proceed();
    });
    const work = workerWith({ cursors: watched }).execute(job(2));
    await clock.elapse(LIMITS.gapAge + 1_000);
    await work;
    expect(saved).toEqual([{ epoch: 'e', seq: 2, start: 0 }]);
  });

  it('fills a position that its writer does not fill', async () => {
    const { clock, cursors, worker, log, frames, cursor } = await fixture();
    await cursors.save('tea', 0, { epoch: 'e', seq: 0, start: 0 });
    await log.skip();
    await log.say(1);
    const work = worker.execute(job(2));
    await clock.elapse(LIMITS.gapAge + 1_000);
    await work;
    expect(frames()).toEqual([[2]]);
    expect(await cursor()).toMatchObject({ seq: 2 });
    expect(await log.fill(1)).toMatchObject({ kind: 'filler' });
  });

  it('that is killed before it saved its cursor sends the same again', async () => {
    const { cursors, worker, workerWith, log, frames } = await fixture();
    await log.say(2);
    const killed = intercept(cursors, failing('save'));
    await expect(workerWith({ cursors: killed }).execute(job(2))).rejects.toThrow('store down');
    await worker.execute(job(2));
    expect(frames()[0]).toEqual(frames()[1]);
  });

  it('sends nothing, and moves its cursor, where there were only fillers', async () => {
    const { clock, cursors, worker, log, frames, cursor } = await fixture();
    await cursors.save('tea', 0, { epoch: 'e', seq: 0, start: 0 });
    await log.skip(3);
    clock.advance(LIMITS.gapAge + 1);
    await worker.execute(job(3));
    expect(frames()).toEqual([]);
    expect(await cursor()).toMatchObject({ seq: 3 });
  });
});
