import { describe, expect, it } from '@jest/globals';
import { identityOf, inMemoryChat } from '../in-memory/fixtures/in-memory-chat.js';
import { job, workerFixture } from '../in-memory/fixtures/worker-fixture.js';
import { InMemoryBroadcastQueue } from '../in-memory/in-memory-broadcast-queue.js';

const DAY = 24 * 3_600_000;

/** A shard that was sent five entries, long ago: its cursor has ended, while those who joined kept the head. */
async function quiet() {
  const all = await workerFixture();
  const { clock, heads, messages, cursors, log, come, worker } = all;
  await log.say(5);
  await worker.execute(job(5));
  for (let round = 0; round < 2; round += 1) {
    clock.advance(20 * DAY);
    await come();
  }
  for (const store of [heads, messages]) store.deleteExpired(clock.now());
  cursors.deleteExpired(clock.now());
  return { ...all, frames: () => all.frames().slice(1) };
}

describe('a worker in a room that was quiet for long', () => {
  it('finds the head, and no cursor', async () => {
    const { heads, cursor } = await quiet();
    expect([await heads.find('tea'), await cursor()]).toMatchObject([{ seq: 5 }, null]);
  });

  it('sends the first message at once, though older positions may have expired or be in flight', async () => {
    const { clock, worker, log, frames, cursor } = await quiet();
    await log.say(1);
    let isDone = false;
    const work = worker.execute(job(6)).then(() => (isDone = true));
    await clock.elapse(1);
    expect([isDone, frames()]).toEqual([true, [[6]]]);
    await work;
    expect(await cursor()).toEqual({ epoch: 'e', seq: 6, start: 5 });
  });

  it('sends a message alone whose writer was slower than the first', async () => {
    const { worker, log, frames } = await quiet();
    await log.skip();
    await log.say(1);
    await worker.execute(job(7));
    await log.fill(6);
    await worker.execute(job(6));
    expect(frames()).toEqual([[7], [6]]);
  });
});

describe('a room of eight shards that was quiet for long', () => {
  it('reaches all its members with the next message, at once', async () => {
    const queue = new InMemoryBroadcastQueue();
    const { chat, clock, heads, messages, cursors, gateway, worker } = inMemoryChat({ queue });
    const join = async (connectionId: string) => {
      const caller = { connectionId, identity: identityOf('ada') };
      await chat.connect.execute(caller);
      await chat.joinRoom.execute({ ...caller, room: 'tea' });
      return caller;
    };
    const say = async (connectionId: string, text: string) => {
      const message = { kind: 'message', room: 'tea', text } as const;
      const { seq } = await chat.sendMessage.execute({ ...(await join(connectionId)), ...message });
      const work = queue.drain((one) => worker.execute(one));
      await clock.elapse(1);
      await work;
      return seq;
    };
    await join('first');
    for (const shards of [1, 2, 4]) await heads.doubleShards('tea', shards);
    expect(await say('second', 'one')).toBe(1);
    for (let round = 0; round < 4; round += 1) {
      clock.advance(17 * DAY);
      await join(`visitor-${round}`);
      for (const store of [heads, messages]) store.deleteExpired(clock.now());
      cursors.deleteExpired(clock.now());
    }
    const members = Array.from({ length: 40 }, (_, index) => `member-${index}`);
    for (const member of members) await join(member);
    expect(await say('speaker', 'two')).toBe(2);
    for (const member of members) {
      expect(gateway.received(member)).toMatchObject([{ type: 'messages', entries: [{ seq: 2 }] }]);
    }
  });
});
