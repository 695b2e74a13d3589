import { describe, expect, it } from '@jest/globals';
import { intercept } from '../testing/worlds/intercept.js';
import { job, workerWorld as world } from '../testing/worlds/worker-world.js';
import { BroadcastShard } from './broadcast-shard.js';

describe('a worker whose job is out of date', () => {
  it('drops it when a new epoch has begun', async () => {
    const { messages, worker, log, frames, cursor } = await world();
    await log.say(1);
    await messages.renew('tea', 'e2');
    await worker.execute(job(1));
    expect([frames(), await cursor()]).toEqual([[], null]);
  });

  it.each([
    ['a new epoch begins', { epoch: 'e2' }],
    ['the room is gone', null],
  ])('stops when %s while it works', async (_, change) => {
    const { messages, cursors, clock, reader, fanOut, log, frames } = await world();
    await cursors.save('tea', 0, { epoch: 'e', seq: 0, start: 0 });
    await log.say(250);
    const changing = intercept(messages, async ({ method, proceed }) => {
      if (method !== 'head' || frames().length === 0) return proceed();
      return change && { ...(await messages.head('tea')), ...change };
    });
    const ports = { cursors, reader, fanOut, timer: clock };
    await new BroadcastShard({ ...ports, messages: changing }).execute(job(250));
    expect(frames().map(({ length }) => length)).toEqual([100]);
  });

  it('starts anew in a new epoch', async () => {
    const { messages, cursors, worker, log, frames, cursor } = await world();
    await log.say(1);
    await cursors.save('tea', 0, { epoch: 'e', seq: 1, start: 0 });
    await messages.renew('tea', 'e2');
    await log.say(1);
    await worker.execute(job(2, 'e2'));
    expect([frames(), await cursor()]).toEqual([[[2]], { epoch: 'e2', seq: 2, start: 1 }]);
  });

  it('ends at the head of a log that ends below the job', async () => {
    const { cursors, worker, log, frames, cursor } = await world();
    await log.say(2);
    await cursors.save('tea', 0, { epoch: 'e', seq: 1, start: 0 });
    await worker.execute(job(1_000));
    expect([frames(), await cursor()]).toMatchObject([[[2]], { seq: 2 }]);
  });

  it('drops it in a room that nobody knows', async () => {
    const { worker } = await world();
    await expect(worker.execute({ ...job(1), room: 'nowhere' })).resolves.toBeUndefined();
  });
});
