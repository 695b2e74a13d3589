import { describe, expect, it } from '@jest/globals';
import { createChat } from '../../create-chat.js';
import { identityOf, intercept, moderatedChat } from '../../in-memory/index.js';
import { SIGNAL_LIMITS } from '../../model/signal-limits.js';
import { utf8Length } from '../../model/utf8.js';

async function room(name = 'tea', roles: readonly string[] = []) {
  const fixture = moderatedChat();
  const { chat, connect } = fixture;
  const enter = async (userId: string, connectionId = userId, changes: object = {}) => {
    const caller = await connect(identityOf(userId, { roles, ...changes }), connectionId);
    await chat.joinRoom.execute({ ...caller, room: name });
    return caller;
  };
  const ada = await enter('ada');
  const who = (changes: object = {}) => chat.who.execute({ ...ada, room: name, ...changes });
  return { ...fixture, enter, ada, who };
}

describe('who is in a room', () => {
  it('is each user once, over however many connections, with the time from which that holds', async () => {
    const { enter, who, clock } = await room();
    await enter('ada', 'ada-phone');
    await enter('bob', 'bob', { name: 'Bob' });
    expect(await who()).toEqual({
      room: 'tea',
      users: [
        { id: 'ada', name: 'ada' },
        { id: 'bob', name: 'Bob' },
      ],
      count: 2,
      more: false,
      sentAt: clock.now(),
    });
  });

  it('no longer is a user who left, disconnected, or whose right has ended', async () => {
    const { chat, enter, who, clock } = await room();
    await enter('brief', 'brief', { expiresAt: clock.now() + 1_000 });
    await chat.leaveRoom.execute({ ...(await enter('bob')), room: 'tea' });
    await enter('cid');
    await chat.disconnect.execute('cid');
    expect((await who()).users).toHaveLength(2);
    clock.advance(1_000);
    expect((await who()).users).toEqual([{ id: 'ada', name: 'ada' }]);
  });

  it('still is a user of whose two connections one has left', async () => {
    const { chat, enter, who } = await room();
    const bob = await enter('bob');
    await enter('bob', 'bob-phone');
    await chat.leaveRoom.execute({ ...bob, room: 'tea' });
    expect((await who()).users.map(({ id }) => id).sort()).toEqual(['ada', 'bob']);
  });

  it('is asked for the lobby where no room is named', async () => {
    const { who } = await room();
    expect(await who({ room: undefined })).toMatchObject({ room: 'lobby', count: 1 });
  });

  it('is a hundred users at most, and a lower bound of how many there are', async () => {
    const { enter, who } = await room();
    for (let user = 2; user <= SIGNAL_LIMITS.listedUsers; user += 1) await enter(`user-${user}`);
    expect(await who()).toMatchObject({ count: 100, more: false });
    for (let user = 101; user <= 150; user += 1) await enter(`user-${user}`);
    const { users, ...rest } = await who();
    expect(rest).toMatchObject({ count: 150, more: true });
    expect(new Set(users.map(({ id }) => id)).size).toBe(100);
    for (let user = 151; user <= 260; user += 1) await enter(`user-${user}`);
    expect(await who()).toMatchObject({ count: 200, more: true });
  });

  it('fits into a frame, however long the names are', async () => {
    const { enter, who } = await room();
    for (let user = 1; user <= 99; user += 1)
      await enter(`user-${user}`, `c-${user}`, { name: '\u6570'.repeat(128) });
    const list = await who();
    expect(list).toMatchObject({ count: 100, more: true });
    expect(utf8Length(JSON.stringify(list))).toBeLessThan(32 * 1_024);
  });

  it('counts connections whose rows do not say their user, and does not name them', async () => {
    const { chat, ada, enter, connections } = await room();
    await enter('bob');
    await enter('bob', 'bob-phone');
    const older = intercept(connections, async ({ method, args, proceed }) =>
      method === 'members' ? connections.members(String(args[0]), Number(args[1]), { limit: 10 }) : proceed(),
    );
    const { who } = createChat({ ...chat.ports, connections: older });
    expect(await who.execute({ ...ada, room: 'tea' })).toMatchObject({ users: [], count: 3, more: true });
  });

  it.each([
    ['not_joined', 'coffee'],
    ['not_joined', 'private.board'],
    ['forbidden', 'dm.x'],
    ['invalid_room', ''],
  ])('is not told outside: %s', async (code, name) => {
    const { who } = await room();
    await expect(who({ room: name })).rejects.toMatchObject({ code });
  });

  it('of a private room is told to its members', async () => {
    const { who } = await room('private.board', ['room:private.board']);
    expect(await who()).toMatchObject({ count: 1 });
  });
});
