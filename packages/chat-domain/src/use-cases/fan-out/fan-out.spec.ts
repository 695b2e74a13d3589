import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../model/limits.js';
import { identityOf, inMemoryChat } from '../../in-memory/index.js';
import { failing, intercept } from '../../in-memory/fixtures/intercept.js';
import { secretEntry as entry } from '../../in-memory/fixtures/secret-entry.js';
import { FanOut } from './fan-out.js';

async function fixture(members: number, ...replaced: Parameters<typeof inMemoryChat>) {
  const store = inMemoryChat(...replaced);
  const { chat, clock, messages, connections } = store;
  for (let index = 0; index < members; index += 1) {
    await chat.connect.execute({ connectionId: `c${index}`, identity: identityOf('ada') });
  }
  const head = await messages.getOrCreate('lobby', 'e', clock.now());
  const rows = async () =>
    (await connections.members('lobby', 0, { limit: 100_000 })).members.map(
      ({ connectionId }) => connectionId,
    );
  return { ...store, head, rows };
}

describe('a fan-out', () => {
  it('reaches every member of every page', async () => {
    const { fanOut, gateway, logger, head } = await fixture(LIMITS.memberPage + 1);
    await fanOut.push(head, [0], [entry]);
    for (const id of ['c0', `c${LIMITS.memberPage}`]) expect(gateway.received(id)).toHaveLength(1);
    expect(logger.lines.at(-1)).toMatchObject({
      message: 'broadcast',
      fields: { delivered: 1_001, gone: 0, failed: 0, ms: 0 },
    });
    expect(JSON.stringify(logger.lines)).not.toContain('secret');
  });

  it('deletes all rows of gone connections, in whatever room, and no others', async () => {
    const { chat, connections, fanOut, gateway, head, rows } = await fixture(4);
    await chat.joinRoom.execute({ connectionId: 'c1', identity: identityOf('ada'), room: 'tea' });
    gateway.setGone('c1');
    gateway.setFailing('c2');
    await fanOut.push(head, [0], [entry]);
    expect(await rows()).toEqual(['c0', 'c2', 'c3']);
    expect(await connections.find('c1')).toBeNull();
    expect(await connections.members('tea', 0, { limit: 10 })).toEqual({ members: [] });
    expect(await connections.connectionsOf('ada')).toEqual(['c0', 'c2', 'c3']);
    expect(gateway.received('c3')).toHaveLength(1);
  });

  it('deletes the rows of 25 gone connections, and leaves the rest to the next one', async () => {
    const { connections, fanOut, gateway, head } = await fixture(60);
    for (let index = 0; index < 60; index += 1) gateway.setGone(`c${index}`);
    for (const left of [35, 10, 0]) {
      await fanOut.push(head, [0], [entry]);
      expect(await connections.connectionsOf('ada')).toHaveLength(left);
    }
  });

  it('keeps the row of a connection that is not open yet', async () => {
    const { clock, fanOut, gateway, head, rows } = await fixture(2);
    gateway.setOpening('c1');
    const push = fanOut.push(head, [0], [entry]);
    await clock.elapse(LIMITS.broadcastDeadline);
    await push;
    expect(await rows()).toEqual(['c0', 'c1']);
    expect(gateway.attempts('c1')).toBeGreaterThan(1);
  });

  it('reaches a connection that opens meanwhile', async () => {
    const { clock, fanOut, gateway, head } = await fixture(1);
    gateway.setOpening('c0');
    const push = fanOut.push(head, [0], [entry]);
    await clock.elapse(100);
    gateway.setOpen('c0');
    await clock.elapse(LIMITS.broadcastTail);
    await push;
    expect(gateway.received('c0')).toHaveLength(1);
  });

  it('gives up a hanging recipient after the tail, and does not wait for it the next time', async () => {
    const { clock, fanOut, gateway, logger, head } = await fixture(2);
    gateway.setHanging('c0');
    const push = fanOut.push(head, [0], [entry]);
    await clock.elapse(1);
    expect(gateway.received('c1')).toHaveLength(1);
    await clock.elapse(LIMITS.broadcastTail);
    await push;
    expect(logger.lines.at(-1)).toMatchObject({ fields: { delivered: 1, failed: 1 } });
    await fanOut.push(head, [0], [entry]);
    expect(gateway.received('c1')).toHaveLength(2);
    expect(gateway.attempts('c0')).toBe(2);
  });

  it('retries until the deadline where the account fails', async () => {
    const { clock, fanOut, gateway, logger, head } = await fixture(8);
    clock.advance(60_000);
    for (const id of ['c0', 'c1', 'c2', 'c3']) gateway.setHanging(id);
    let hasEnded = false;
    const push = fanOut.push(head, [0], [entry]).finally(() => (hasEnded = true));
    await clock.elapse(LIMITS.broadcastDeadline - 1);
    expect(hasEnded).toBe(false);
    await clock.elapse(1);
    await push;
    expect(logger.lines.at(-1)).toMatchObject({ fields: { delivered: 4, failed: 4 } });
  });

  it('lets a crowded room grow, once, whether or not all of its members can be reached', async () => {
    const { fanOut, gateway, messages, head } = await fixture(LIMITS.membersPerShard + 1);
    gateway.setFailing('c0');
    await Promise.all([fanOut.push(head, [0], [entry]), fanOut.push(head, [0], [entry])]);
    expect(await messages.head('lobby')).toMatchObject({ shards: 2 });
    await fanOut.push({ ...head, shards: 2 }, [0, 1], [entry]);
    expect(await messages.head('lobby')).toMatchObject({ shards: 2 });
  });

  it('lets a room grow to what its members need, also at its first message', async () => {
    const { fanOut, messages, head } = await fixture(4 * LIMITS.membersPerShard + 1);
    await fanOut.push(head, [0], [entry]);
    expect(await messages.head('lobby')).toMatchObject({ shards: 8 });
  });

  it('gives each batch of members a deadline of its own, which begins when the batch before has ended', async () => {
    const { connections, messages, clock, logger, head } = await fixture(2 * LIMITS.memberPage + 1);
    const began = clock.now();
    const batches: [members: number, deadline: number][] = [];
    const slow = {
      deliver: async (
        _: unknown,
        pages: AsyncIterable<readonly unknown[]>,
        options: { deadline: number },
      ) => {
        let delivered = 0;
        for await (const page of pages) delivered += page.length;
        batches.push([delivered, options.deadline - began]);
        clock.advance(600);
        return { delivered, gone: 0, failed: 0 };
      },
    };
    const ports = { connections, messages, gateway: slow, clock, logger };
    await new FanOut({ ...ports, deadline: 1_000, batchSize: LIMITS.memberPage }).push(head, [0], [entry]);
    expect(batches).toEqual([
      [LIMITS.memberPage, 1_000],
      [LIMITS.memberPage, 1_600],
      [1, 2_200],
    ]);
    expect(logger.lines.at(-1)).toMatchObject({ fields: { delivered: 2 * LIMITS.memberPage + 1 } });
  });

  it('does not let a full room grow', async () => {
    const { fanOut, messages, head } = await fixture(LIMITS.membersPerShard);
    await fanOut.push(head, [0], [entry]);
    expect(await messages.head('lobby')).toMatchObject({ shards: 1 });
  });
});

describe('a fan-out in trouble', () => {
  it('fails when members cannot be read, after those that were read have been sent to', async () => {
    const plain = inMemoryChat();
    const connections = intercept(plain.connections, failing('members', 2));
    const { fanOut, gateway, head } = await fixture(LIMITS.memberPage + 1, {
      connections,
      clock: plain.clock,
    });
    await expect(fanOut.push(head, [0], [entry])).rejects.toThrow('store down');
    const received = Array.from(
      { length: LIMITS.memberPage + 1 },
      (_, index) => gateway.received(`c${index}`).length,
    );
    expect(received.reduce((sum, count) => sum + count, 0)).toBe(LIMITS.memberPage);
  });

  it('fails when members are not read before the deadline, although the gateway reports none as failed', async () => {
    const { connections, messages, clock, logger, head } = await fixture(1);
    const impatient = {
      deliver: async (_: unknown, pages: AsyncIterable<unknown>) => {
        void pages[Symbol.asyncIterator]().next();
        return { delivered: 0, gone: 0, failed: 0 };
      },
    };
    const hanging = intercept(connections, () => new Promise(() => {}));
    const ports = { connections: hanging, messages, gateway: impatient, clock, logger };
    const fanOut = new FanOut({ ...ports, deadline: 1_000 });
    await expect(fanOut.push(head, [0], [entry])).rejects.toMatchObject({ code: 'unavailable' });
  });

  it.each([
    ['remove', 'rows not deleted'],
    ['doubleShards', 'shards not doubled'],
  ])('does not fail when it cannot %s: all members have been sent to', async (method, message) => {
    const plain = inMemoryChat();
    const connections = intercept(plain.connections, failing(method));
    const messages = intercept(plain.messages, failing(method));
    const { fanOut, gateway, logger, head } = await fixture(LIMITS.membersPerShard + 1, {
      connections,
      messages,
      clock: plain.clock,
    });
    gateway.setGone('c1');
    await fanOut.push(head, [0], [entry]);
    expect(logger.lines.filter(({ level }) => level === 'error')).toMatchObject([
      { message, fields: { room: 'lobby' } },
    ]);
  });
});
