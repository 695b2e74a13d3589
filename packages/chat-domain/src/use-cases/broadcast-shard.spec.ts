import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../model/limits.js';
import { failing, intercept } from '../testing/worlds/intercept.js';
import { job, workerWorld as world } from '../testing/worlds/worker-world.js';
import { BroadcastShard } from './broadcast-shard.js';

describe('a worker', () => {
  it('sends the news since its cursor in as few frames as hold them, and saves how far it came', async () => {
    const { cursors, worker, log, frames, cursor } = await world();
    await log.say(9);
    await cursors.save('tea', 0, { epoch: 'e', seq: 4 });
    await worker.execute(job(6));
    expect(frames()).toEqual([[5, 6, 7, 8, 9]]);
    expect(await cursor()).toEqual({ epoch: 'e', seq: 9 });
  });

  it('has nothing to do for jobs that piled up meanwhile', async () => {
    const { worker, log, frames } = await world();
    await log.say(1);
    await worker.execute(job(1));
    await log.say(5);
    for (let through = 2; through <= 6; through += 1) await worker.execute(job(through));
    expect(frames()).toEqual([[1], [2, 3, 4, 5, 6]]);
  });

  it('sends more than fits in a frame in several', async () => {
    const { cursors, worker, log, frames } = await world();
    await cursors.save('tea', 0, { epoch: 'e', seq: 0 });
    await log.say(250);
    await worker.execute(job(250));
    expect(frames().map(({ length }) => length)).toEqual([100, 100, 50]);
  });

  it('starts with the news of its job in a shard where no worker has been', async () => {
    const { clock, worker, log, frames } = await world();
    await log.say(5);
    clock.advance(LIMITS.holeAge * 3);
    await log.say(1);
    await worker.execute(job(6));
    expect(frames()).toEqual([[6]]);
  });

  it('starts below what slower writers are still filling, so that their jobs find their news sent', async () => {
    const { clock, worker, log, frames } = await world();
    await log.say(5);
    clock.advance(LIMITS.holeAge * 3);
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

  it('waits for a place that may still be filled', async () => {
    const { clock, cursors, worker, log, frames, cursor } = await world();
    await cursors.save('tea', 0, { epoch: 'e', seq: 0 });
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

  it('looks again after 25 ms, and then less and less often, down to every 400 ms', async () => {
    const { messages, cursors, clock, reader, fanOut, log } = await world();
    await cursors.save('tea', 0, { epoch: 'e', seq: 0 });
    await log.skip();
    const waits: number[] = [];
    const wait = (milliseconds: number) => {
      waits.push(milliseconds);
      clock.advance(milliseconds);
      return Promise.resolve();
    };
    await new BroadcastShard({ messages, cursors, reader, fanOut, timer: { wait } }).execute(job(1));
    expect(waits.slice(0, 6)).toEqual([25, 50, 100, 200, 400, 400]);
    expect(Math.max(...waits)).toBe(400);
  });

  it('saves its cursor when it has moved, not each time it has waited', async () => {
    const { messages, cursors, clock, reader, fanOut, log } = await world();
    await log.skip();
    await log.say(1);
    const saved: unknown[] = [];
    const watched = intercept(cursors, ({ method, args, proceed }) => {
      if (method === 'save') saved.push(args.at(-1));
      return proceed();
    });
    const ports = { messages, reader, fanOut };
    const work = new BroadcastShard({ ...ports, cursors: watched, timer: clock }).execute(job(2));
    await clock.elapse(LIMITS.holeAge + 1_000);
    await work;
    expect(saved).toEqual([{ epoch: 'e', seq: 2 }]);
  });

  it('seals a place whose writer does not come', async () => {
    const { clock, cursors, worker, log, frames, cursor } = await world();
    await cursors.save('tea', 0, { epoch: 'e', seq: 0 });
    await log.skip();
    await log.say(1);
    const work = worker.execute(job(2));
    await clock.elapse(LIMITS.holeAge + 1_000);
    await work;
    expect(frames()).toEqual([[2]]);
    expect(await cursor()).toMatchObject({ seq: 2 });
    expect(await log.fill(1)).toMatchObject({ kind: 'void' });
  });

  it('that is killed before it saved its cursor sends the same again', async () => {
    const { messages, cursors, clock, reader, fanOut, worker, log, frames } = await world();
    await log.say(2);
    const killed = intercept(cursors, failing('save'));
    const dying = new BroadcastShard({ messages, cursors: killed, reader, fanOut, timer: clock });
    await expect(dying.execute(job(2))).rejects.toThrow('store down');
    await worker.execute(job(2));
    expect(frames()[0]).toEqual(frames()[1]);
  });

  it('sends nothing, and moves its cursor, where there were only voids', async () => {
    const { clock, cursors, worker, log, frames, cursor } = await world();
    await cursors.save('tea', 0, { epoch: 'e', seq: 0 });
    await log.skip(3);
    clock.advance(LIMITS.holeAge + 1);
    await worker.execute(job(3));
    expect(frames()).toEqual([]);
    expect(await cursor()).toMatchObject({ seq: 3 });
  });
});

describe('a worker whose job is out of date', () => {
  it('drops it when a new epoch has begun', async () => {
    const { messages, worker, log, frames, cursor } = await world();
    await log.say(1);
    await messages.renew('tea', 'e2');
    await worker.execute(job(1));
    expect([frames(), await cursor()]).toEqual([[], null]);
  });

  it('starts anew in a new epoch', async () => {
    const { messages, cursors, worker, log, frames, cursor } = await world();
    await log.say(1);
    await cursors.save('tea', 0, { epoch: 'e', seq: 1 });
    await messages.renew('tea', 'e2');
    await log.say(1);
    await worker.execute(job(2, 'e2'));
    expect([frames(), await cursor()]).toEqual([[[2]], { epoch: 'e2', seq: 2 }]);
  });

  it('ends at the head of a log that ends below the job', async () => {
    const { cursors, worker, log, frames, cursor } = await world();
    await log.say(2);
    await cursors.save('tea', 0, { epoch: 'e', seq: 1 });
    await worker.execute(job(1_000));
    expect([frames(), await cursor()]).toMatchObject([[[2]], { seq: 2 }]);
  });

  it('drops it in a room that nobody knows', async () => {
    const { worker } = await world();
    await expect(worker.execute({ ...job(1), room: 'nowhere' })).resolves.toBeUndefined();
  });
});
