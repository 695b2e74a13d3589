import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../model/limits.js';
import { job, workerFixture } from '../in-memory/fixtures/worker-fixture.js';

/** A shard whose cursor is at 5, in a log whose entries have all expired. */
async function expired() {
  const all = await workerFixture();
  await all.log.say(5);
  await all.cursors.save('tea', 0, { epoch: 'e', seq: 5, start: 0 });
  all.clock.advance(LIMITS.retentionDefault);
  await all.come();
  return all;
}

describe('a worker whose cursor has expired', () => {
  it('sends what is left', async () => {
    const { worker, log, frames, cursor } = await expired();
    await log.say(2);
    await worker.execute(job(7));
    expect(frames()).toEqual([[6, 7]]);
    expect(await cursor()).toMatchObject({ seq: 7 });
  });

  it('sends nothing again from below its cursor when that is about to expire', async () => {
    const { clock, cursors, worker, log, come, frames } = await workerFixture();
    await log.say(3);
    await cursors.save('tea', 0, { epoch: 'e', seq: 2, start: 0 });
    clock.advance(LIMITS.retentionDefault - LIMITS.cursorEntryMargin / 2);
    await come();
    await log.say(2);
    await worker.execute(job(5));
    expect(frames()).toEqual([[3, 4, 5]]);
  });

  it('waits for a position at the end of the log', async () => {
    const { clock, worker, log, frames, cursor } = await expired();
    await log.skip();
    const work = worker.execute(job(1_000));
    await clock.elapse(1_000);
    expect(await cursor()).toMatchObject({ seq: 5 });
    await log.fill(6);
    await clock.elapse(1_000);
    await work;
    expect(frames()).toEqual([[6]]);
  });

  it('skips entries of its job that have expired themselves', async () => {
    const { clock, cursors, worker, log, frames, cursor } = await workerFixture();
    await log.say(5);
    await cursors.save('tea', 0, { epoch: 'e', seq: 2, start: 0 });
    clock.advance(LIMITS.retentionDefault);
    await worker.execute(job(5));
    expect([frames(), await cursor()]).toEqual([[], { epoch: 'e', seq: 5, start: 0 }]);
  });

  it('sends nothing above a position that may still be filled, as its writer enqueues a job of its own', async () => {
    const { clock, worker, log, frames, cursor } = await expired();
    await log.skip();
    await log.say(1);
    const work = worker.execute(job(7));
    await clock.elapse(1_000);
    expect([frames(), await cursor()]).toEqual([[], { epoch: 'e', seq: 5, start: 0 }]);
    await log.fill(6);
    await clock.elapse(1_000);
    await work;
    expect([frames(), await cursor()]).toEqual([[[6, 7]], { epoch: 'e', seq: 7, start: 0 }]);
  });

  it('skips a position that its writer has not filled after twice its time', async () => {
    const { clock, worker, log, frames, cursor } = await expired();
    await log.skip(2);
    await log.say(1);
    const work = worker.execute(job(8));
    await clock.elapse(2 * LIMITS.gapAge);
    expect(frames()).toEqual([]);
    await clock.elapse(1_000);
    await work;
    expect([frames(), await cursor()]).toEqual([[[8]], { epoch: 'e', seq: 8, start: 0 }]);
  });

  it('sends all that is left, from the lowest position up, however many frames that takes', async () => {
    const { worker, log, frames } = await expired();
    await log.say(250);
    await worker.execute(job(255));
    expect(frames().map((frame) => [frame[0], frame.length])).toEqual([
      [6, 100],
      [106, 100],
      [206, 50],
    ]);
  });
});
