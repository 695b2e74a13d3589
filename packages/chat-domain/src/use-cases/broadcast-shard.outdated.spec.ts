import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../model/limits.js';
import { intercept } from '../in-memory/fixtures/intercept.js';
import { job, workerFixture as fixture } from '../in-memory/fixtures/worker-fixture.js';

describe('a worker whose job is out of date', () => {
  it('drops it when a new epoch has begun', async () => {
    const { heads, worker, log, frames, cursor } = await fixture();
    await log.say(1);
    await heads.startEpoch('tea', 'e2');
    await worker.execute(job(1));
    expect([frames(), await cursor()]).toEqual([[], null]);
  });

  it('starts over where the cursor is far behind, and sends what later notifications name alone', async () => {
    const { clock, worker, log, frames, cursor } = await fixture();
    await log.say(3);
    await worker.execute(job(3));
    await log.say(2_000);
    clock.advance(LIMITS.gapAge * 3);
    await worker.execute({ ...job(1_500), seqs: [1_500, 1_501] });
    const [, caughtUp = []] = frames();
    expect([caughtUp[0], caughtUp.length]).toEqual([1_500, 100]);
    expect(await cursor()).toEqual({ epoch: 'e', seq: 1_599, start: 1_499 });
    await worker.execute(job(700));
    expect(frames().at(-1)).toEqual([700]);
  });

  it('catches up with a thousand messages', async () => {
    const { worker, log, frames, cursor } = await fixture();
    await log.say(1);
    await worker.execute(job(1));
    await log.say(1_000);
    await worker.execute(job(1_001));
    expect(frames().flat()).toHaveLength(1_001);
    expect(await cursor()).toMatchObject({ seq: 1_001 });
  });

  it.each([
    ['a new epoch begins', { epoch: 'e2' }],
    ['the room is gone', null],
  ])('stops when %s while it works', async (_, change) => {
    const { heads, cursors, workerWith, log, frames } = await fixture();
    await cursors.save('tea', 0, { epoch: 'e', seq: 0, start: 0 });
    await log.say(250);
    const changing = intercept(heads, async ({ method, proceed }) => {
      if (method !== 'find' || frames().length === 0) return proceed();
      return change && { ...(await heads.find('tea')), ...change };
    });
    await workerWith({ heads: changing }).execute(job(250));
    expect(frames().map(({ length }) => length)).toEqual([100]);
  });

  it('starts over in a new epoch', async () => {
    const { heads, cursors, worker, log, frames, cursor } = await fixture();
    await log.say(1);
    await cursors.save('tea', 0, { epoch: 'e', seq: 1, start: 0 });
    await heads.startEpoch('tea', 'e2');
    await log.say(1);
    await worker.execute(job(2, 'e2'));
    expect([frames(), await cursor()]).toEqual([[[2]], { epoch: 'e2', seq: 2, start: 1 }]);
  });

  it('ends at the head of a log that ends below the job', async () => {
    const { cursors, worker, log, frames, cursor } = await fixture();
    await log.say(2);
    await cursors.save('tea', 0, { epoch: 'e', seq: 1, start: 0 });
    await worker.execute(job(1_000));
    expect([frames(), await cursor()]).toMatchObject([[[2]], { seq: 2 }]);
  });

  it('drops it in an unknown room', async () => {
    const { worker } = await fixture();
    await expect(worker.execute({ ...job(1), room: 'nowhere' })).resolves.toBeUndefined();
  });
});

describe('an aborted worker', () => {
  it('begins no more work, and counts only earlier work as sent', async () => {
    const { cursors, workerWith, fanOut, log, frames, cursor } = await fixture();
    await cursors.save('tea', 0, { epoch: 'e', seq: 0, start: 0 });
    await log.say(250);
    const stop = new AbortController();
    const push = intercept(fanOut, async ({ proceed }) => {
      await proceed();
      if (frames().length === 2) stop.abort();
    });
    const worker = workerWith({ fanOut: push });
    await expect(worker.execute(job(250), stop.signal)).rejects.toMatchObject({ code: 'unavailable' });
    expect(frames().map(({ length }) => length)).toEqual([100, 100]);
    expect(await cursor()).toMatchObject({ seq: 100 });
    await expect(worker.execute(job(250), stop.signal)).rejects.toMatchObject({ code: 'unavailable' });
    expect(frames()).toHaveLength(2);
  });
});
