import { describe, expect, it } from '@jest/globals';
import { moderatedChat, identityWith } from '../../in-memory/index.js';

const YEARS = 365 * 86_400_000;

async function fixture() {
  const parts = moderatedChat();
  const moderator = await parts.connect(identityWith('grace', 'moderator'));
  return { ...parts, moderator };
}

describe('a banned user', () => {
  it('loses every connection and cannot open another, until the ban ends', async () => {
    const { moderation, moderator, connect, connections, gateway, clock } = await fixture();
    for (const connectionId of ['phone', 'laptop', 'tablet'])
      await connect(identityWith('eve'), connectionId);
    const until = clock.now() + 60_000;
    await moderation.ban.execute({ ...moderator, userId: 'eve', until });
    expect([...gateway.disconnected].sort()).toEqual(['laptop', 'phone', 'tablet']);
    for (const connectionId of ['phone', 'laptop', 'tablet']) {
      expect(gateway.received(connectionId)).toEqual([
        { type: 'bye', reason: 'banned', reconnect: false, until },
      ]);
    }
    expect(await connections.connectionsOf('eve')).toEqual([]);
    await expect(connect(identityWith('eve'))).rejects.toMatchObject({
      code: 'banned',
      retryable: false,
      message: 'You are banned.',
    });
    clock.advance(60_000);
    await expect(connect(identityWith('eve'))).resolves.toBeDefined();
  });

  it('is disconnected within five seconds, however many of their connections hang', async () => {
    const { moderation, moderator, connect, connections, gateway, clock } = await fixture();
    const connectionIds = Array.from({ length: 300 }, (_, index) => `c${index}`);
    for (const connectionId of connectionIds) {
      await connect(identityWith('eve'), connectionId);
      gateway.setHanging(connectionId);
    }
    const ban = moderation.ban.execute({ ...moderator, userId: 'eve' });
    await clock.elapse(5_000);
    expect([...gateway.disconnected].sort()).toEqual(connectionIds.sort());
    await ban;
    expect(await connections.connectionsOf('eve')).toEqual([]);
  });

  it('stays banned for ten years when no end is named, or a later one', async () => {
    const { moderation, moderator, connect, clock } = await fixture();
    await moderation.ban.execute({ ...moderator, userId: 'eve' });
    await moderation.ban.execute({ ...moderator, userId: 'mallory', until: Number.MAX_SAFE_INTEGER });
    clock.advance(9 * YEARS);
    await expect(connect(identityWith('eve'))).rejects.toMatchObject({ code: 'banned' });
    clock.advance(YEARS);
    await expect(connect(identityWith('eve'))).resolves.toBeDefined();
    await expect(connect(identityWith('mallory'))).resolves.toBeDefined();
  });

  it('may connect again when the ban is lifted', async () => {
    const { moderation, moderator, connect } = await fixture();
    await moderation.ban.execute({ ...moderator, userId: 'eve' });
    await moderation.ban.execute({ ...moderator, userId: 'eve', until: 0 });
    await expect(connect(identityWith('eve'))).resolves.toBeDefined();
  });

  it.each([0, 1])('keeps the connection that they have when the ban ended %d ms ago', async (ago) => {
    const { moderation, moderator, connect, clock, gateway } = await fixture();
    await connect(identityWith('eve'));
    await moderation.ban.execute({ ...moderator, userId: 'eve', until: clock.now() - ago });
    expect(gateway.disconnected).toEqual([]);
    expect(gateway.received('eve')).toEqual([]);
  });

  it('is not let in by connecting at the same moment', async () => {
    const { moderation, moderator, connect, connections, gateway, moderationStates } = await fixture();
    const find = moderationStates.find.bind(moderationStates);
    moderationStates.find = async (userId) => {
      const before = await find(userId);
      moderationStates.find = find;
      // The first check has passed; the ban is stored before the connection is visible.
      await moderation.ban.execute({ ...moderator, userId: 'eve' });
      return before;
    };
    await expect(connect(identityWith('eve'))).rejects.toMatchObject({ code: 'banned' });
    expect(await connections.connectionsOf('eve')).toEqual([]);
    expect(gateway.disconnected).toEqual([]);
  });

  it('leaves every room before the bye, and joins none while that takes', async () => {
    const { chat, moderation, moderator, connect, gateway } = await fixture();
    const eve = await connect(identityWith('eve'));
    await chat.joinRoom.execute({ ...eve, room: 'tea' });
    await chat.joinRoom.execute({ ...moderator, room: 'tea' });
    const deliver = gateway.deliver.bind(gateway);
    gateway.deliver = async (event, recipients, options) => {
      if (event.type === 'bye') {
        gateway.deliver = deliver;
        const again = chat.joinRoom.execute({ ...eve, room: 'tea' });
        await expect(again).rejects.toMatchObject({ code: 'connection_gone' });
        for (const room of ['lobby', 'tea'])
          await chat.sendMessage.execute({ ...moderator, room, kind: 'message', text: 'secret' });
      }
      return deliver(event, recipients, options);
    };
    await moderation.ban.execute({ ...moderator, userId: 'eve' });
    expect(gateway.received('eve').map(({ type }) => type)).toEqual(['bye']);
    expect(gateway.received('grace')).toHaveLength(2);
  });

  it('is disconnected also where the store did not let them leave the rooms first', async () => {
    const { moderation, moderator, connect, connections, gateway } = await fixture();
    await connect(identityWith('eve'));
    connections.evict = () => Promise.reject(new Error('store down'));
    await moderation.ban.execute({ ...moderator, userId: 'eve' });
    expect(gateway.disconnected).toEqual(['eve']);
    expect(await connections.connectionsOf('eve')).toEqual([]);
  });

  it('is the only one disconnected, even if one of the connections cannot be closed', async () => {
    const { moderation, moderator, connect, connections, gateway } = await fixture();
    const connectionIds = Array.from({ length: 25 }, (_, index) => `c${index}`);
    for (const connectionId of connectionIds) await connect(identityWith('eve'), connectionId);
    await connect(identityWith('ada'));
    const disconnect = gateway.disconnect.bind(gateway);
    gateway.disconnect = (id) => (id === 'c3' ? Promise.reject(new Error('unreachable')) : disconnect(id));
    const attempt = moderation.ban.execute({ ...moderator, userId: 'eve' });
    await expect(attempt).rejects.toThrow('unreachable');
    expect(await connections.connectionsOf('eve')).toEqual(['c3']);
    expect(await connections.connectionsOf('ada')).toEqual(['ada']);
    gateway.disconnect = disconnect;
    await moderation.ban.execute({ ...moderator, userId: 'eve' });
    expect(await connections.connectionsOf('eve')).toEqual([]);
  });
});

describe('banning', () => {
  it('exempts admins, whether they are connected or not', async () => {
    const { moderation, moderator, connect, audit } = await fixture();
    const root = identityWith('root', 'admin');
    await connect(root);
    const attempt = moderation.ban.execute({ ...moderator, userId: 'root' });
    await expect(attempt).rejects.toMatchObject({
      code: 'forbidden',
      message: 'This user cannot be sanctioned.',
    });
    expect(audit.records).toEqual([]);
    await moderation.ban.execute({ ...moderator, userId: 'boss' });
    await expect(connect(identityWith('boss', 'admin'))).resolves.toBeDefined();
  });

  it('is for moderators and admins', async () => {
    const { moderation, connect, moderationStates } = await fixture();
    const eve = await connect(identityWith('eve', 'Moderator', 'room:lobby'));
    const attempt = moderation.ban.execute({ ...eve, userId: 'ada' });
    await expect(attempt).rejects.toMatchObject({ code: 'forbidden' });
    expect(moderationStates.writes).toBe(0);
  });

  it('rejects what is no user or no time', async () => {
    const { moderation, moderator } = await fixture();
    for (const userId of ['', 'x'.repeat(129), '\ud800']) {
      const attempt = moderation.ban.execute({ ...moderator, userId });
      await expect(attempt).rejects.toMatchObject({ code: 'bad_request' });
    }
    for (const until of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      const attempt = moderation.ban.execute({ ...moderator, userId: 'eve', until });
      await expect(attempt).rejects.toMatchObject({ code: 'bad_request' });
    }
  });

  it('leaves a record with its end', async () => {
    const { moderation, moderator, clock, audit } = await fixture();
    await moderation.ban.execute({ ...moderator, userId: 'eve', until: clock.now() + 5 });
    expect(audit.records).toMatchObject([
      { action: 'ban', userId: 'eve', until: clock.now() + 5, actor: { id: 'grace' } },
    ]);
  });

  it('leaves no second record of the same end, however often it is asked for', async () => {
    const { moderation, moderator, clock, audit, moderationStates } = await fixture();
    const ban = (until?: number) => moderation.ban.execute({ ...moderator, userId: 'eve', until });
    await ban(0);
    expect(audit.records).toEqual([]);
    const until = clock.now() + 60_000;
    for (const end of [undefined, undefined, until, until, 0, 1]) {
      await ban(end);
      clock.advance(1_000);
    }
    expect(audit.records.map((record) => record.until)).toEqual([expect.any(Number), until, 0]);
    expect(moderationStates.writes).toBe(3);
  });

  it('counts as a message, as kicking, muting and slow mode do, where it leaves a record', async () => {
    const { moderation, connect, clock } = moderatedChat({
      flood: { messages: 4, window: 10_000, hardLimit: 9 },
    });
    const moderator = await connect(identityWith('grace', 'moderator'));
    await connect(identityWith('eve'));
    const until = clock.now() + 60_000;
    await moderation.kick.execute({ ...moderator, userId: 'eve' });
    await moderation.mute.execute({ ...moderator, userId: 'eve' });
    await moderation.slowMode.execute({ ...moderator, interval: 1_000 });
    for (const end of [until, until, until]) {
      await moderation.ban.execute({ ...moderator, userId: 'eve', until: end });
    }
    const next = moderation.ban.execute({ ...moderator, userId: 'eve', until: until + 1 });
    await expect(next).rejects.toMatchObject({ code: 'rate_limited' });
  });

  it('does not happen when it cannot be recorded', async () => {
    const { moderation, moderator, audit, moderationStates } = await fixture();
    audit.record = () => Promise.reject(new Error('full'));
    await expect(moderation.ban.execute({ ...moderator, userId: 'eve' })).rejects.toThrow('full');
    expect(moderationStates.writes).toBe(0);
  });
});
