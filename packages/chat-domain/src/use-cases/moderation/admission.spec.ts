import { describe, expect, it } from '@jest/globals';
import type { ReadOptions } from '../../ports/read-options.js';
import { moderatedChat, identityWith } from '../../in-memory/index.js';

describe('the connection cap', () => {
  it('rejects the connection that is one too many, until another ends', async () => {
    const { connect, chat, connections } = moderatedChat({ connectionsPerUser: 2 });
    const ada = identityWith('ada');
    await connect(ada, 'a1');
    await connect(ada, 'a2');
    await expect(connect(ada, 'a3')).rejects.toMatchObject({
      code: 'too_many_connections',
      retryable: true,
      message: 'A user holds 2 connections at most.',
    });
    expect(await connections.connectionsOf('ada')).toHaveLength(2);
    await connect(identityWith('bob'));
    await chat.disconnect.execute('a1');
    await expect(connect(ada, 'a4')).resolves.toBeDefined();
  });

  it('is checked before the connection is written', async () => {
    const { connect, connections } = moderatedChat({ connectionsPerUser: 1 });
    await connect(identityWith('ada'), 'a1');
    connections.add = () => Promise.reject(new Error('written'));
    const second = connect(identityWith('ada'), 'a2');
    await expect(second).rejects.toMatchObject({ code: 'too_many_connections' });
  });

  it('holds when many connect at once', async () => {
    const { connect, connections } = moderatedChat({ connectionsPerUser: 3 });
    const attempts = Array.from({ length: 10 }, (_, index) => connect(identityWith('ada'), `a${index}`));
    const results = await Promise.allSettled(attempts);
    const open = results.filter(({ status }) => status === 'fulfilled');
    expect(open.length).toBeLessThanOrEqual(3);
    expect(await connections.connectionsOf('ada')).toHaveLength(open.length);
  });

  it('counts nothing when there is none', async () => {
    const { connect, connections } = moderatedChat();
    connections.connectionsOf = () => Promise.reject(new Error('counted'));
    await expect(connect(identityWith('ada'))).resolves.toBeDefined();
  });

  it('deletes a connection that it could not check twice', async () => {
    const { connect, connections, moderationStates } = moderatedChat();
    let looks = 0;
    moderationStates.find = () =>
      (looks += 1) === 1 ? Promise.resolve(null) : Promise.reject(new Error('busy'));
    await expect(connect(identityWith('ada'))).rejects.toThrow('busy');
    expect(await connections.connectionsOf('ada')).toEqual([]);
  });
});

describe('before a connection is added, where reads are seconds old', () => {
  const ada = identityWith('ada');
  const isOld = (options?: ReadOptions) => options?.consistent === false;

  it.each(['bannedUntil', 'pausedUntil'] as const)('a state with %s that they miss counts', async (name) => {
    const { connect, connections, moderationStates } = moderatedChat();
    await moderationStates.sanction(
      'ada',
      name === 'bannedUntil' ? { bannedUntil: 1e15 } : { pausedUntil: 1e15 },
    );
    const find = moderationStates.find.bind(moderationStates);
    const older = (userId: string, options?: ReadOptions) =>
      isOld(options) ? Promise.resolve(null) : find(userId);
    Object.assign(moderationStates, { find: older });
    const code = name === 'bannedUntil' ? 'banned' : 'rate_limited';
    await expect(connect(ada)).rejects.toMatchObject({ code });
    expect(await connections.connectionsOf('ada')).toEqual([]);
  });

  it('a ban that has just been lifted keeps no user out', async () => {
    const { connect, moderationStates } = moderatedChat();
    const banned = { userId: 'ada', mutedUntil: 0, bannedUntil: 1e15, pausedUntil: 0 };
    const find = async (_: string, options?: ReadOptions) => (isOld(options) ? banned : null);
    Object.assign(moderationStates, { find });
    await expect(connect(ada)).resolves.toBeDefined();
  });

  it('the maximum holds, and a connection that has just ended does not count', async () => {
    const { connect, chat, connections } = moderatedChat({ connectionsPerUser: 1 });
    const recipientsOf = connections.recipientsOf.bind(connections);
    let old: Awaited<ReturnType<typeof recipientsOf>> = [];
    const older = async (userId: string, options?: ReadOptions) =>
      isOld(options) ? old : recipientsOf(userId);
    Object.assign(connections, { recipientsOf: older });
    await connect(ada, 'a1');
    await expect(connect(ada, 'a2')).rejects.toMatchObject({ code: 'too_many_connections' });
    expect(await connections.connectionsOf('ada')).toEqual(['a1']);
    old = await recipientsOf('ada');
    await chat.disconnect.execute('a1');
    await expect(connect(ada, 'a3')).resolves.toBeDefined();
  });
});

describe('the connection cap, where a $disconnect was lost', () => {
  const ada = identityWith('ada');
  /** A chat in which Ada has opened so many connections, one a minute. */
  async function fixture(connectionsPerUser: number, open = connectionsPerUser) {
    const chat = moderatedChat({ connectionsPerUser });
    for (let index = 0; index < open; index += 1) {
      await chat.connect(ada, `a${index}`);
      chat.clock.advance(60_000);
    }
    const ids = () => chat.connections.connectionsOf('ada');
    return { ...chat, ids };
  }

  it('locks no user out', async () => {
    const { connect, gateway, ids } = await fixture(2);
    gateway.setGone('a0');
    gateway.setGone('a1');
    await connect(ada, 'a2');
    expect(await ids()).toEqual(['a2']);
  });

  it('makes room by one of the oldest, and keeps those that are open', async () => {
    const { connect, gateway, ids } = await fixture(5);
    gateway.setGone('a2');
    await connect(ada, 'new');
    expect(await ids()).toEqual(['a0', 'a1', 'a3', 'a4', 'new']);
    await expect(connect(ada, 'newer')).rejects.toMatchObject({ code: 'too_many_connections' });
  });

  it('gets to any of the others by and by, where the oldest are open', async () => {
    const { connect, gateway, ids } = await fixture(12);
    for (let index = 3; index < 12; index += 1) gateway.setGone(`a${index}`);
    await connect(ada, 'new');
    expect(await ids()).toHaveLength(12 - 3 + 1);
    expect((await ids()).slice(0, 3)).toEqual(['a0', 'a1', 'a2']);
  });

  it.each(['failing', 'opening'] as const)('counts one that is %s', async (behaviour) => {
    const { connect, gateway } = await fixture(1);
    if (behaviour === 'failing') gateway.setFailing('a0');
    else gateway.setOpening('a0');
    await expect(connect(ada, 'a1')).rejects.toMatchObject({ code: 'too_many_connections' });
  });

  it('is answered within two seconds where the gateway does not respond', async () => {
    const { clock, connect, gateway, ids } = await fixture(9);
    for (const id of await ids()) gateway.setHanging(id);
    const start = clock.now();
    const connecting = connect(ada, 'new').catch((error: unknown) => ({ error, at: clock.now() - start }));
    await clock.elapse(10_000);
    expect(await connecting).toMatchObject({ error: { code: 'too_many_connections' }, at: 2_000 });
  });

  it('asks after six connections at most', async () => {
    const { connect, gateway } = await fixture(50);
    const asked: string[] = [];
    gateway.probe = async ({ connectionId }) => {
      asked.push(connectionId);
      return 'open';
    };
    await expect(connect(ada, 'new')).rejects.toMatchObject({ code: 'too_many_connections' });
    expect(asked.slice(0, 3)).toEqual(['a0', 'a1', 'a2']);
    expect(new Set(asked).size).toBe(6);
  });

  it('lets in no more than the maximum of 120 at once, whether the others have ended or not', async () => {
    for (const isGone of [true, false]) {
      const { connect, gateway, ids } = await fixture(3);
      if (isGone) for (const id of await ids()) gateway.setGone(id);
      const attempts = Array.from({ length: 120 }, (_, index) => connect(ada, `n${index}`));
      await Promise.allSettled(attempts);
      expect((await ids()).length).toBeLessThanOrEqual(3);
    }
  });

  it('is unavailable where rows cannot be deleted', async () => {
    const { connect, connections, gateway } = await fixture(1);
    gateway.setGone('a0');
    connections.remove = () => Promise.reject(new Error('store down'));
    await expect(connect(ada, 'a1')).rejects.toThrow('store down');
  });
});
