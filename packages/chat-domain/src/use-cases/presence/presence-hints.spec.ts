import { describe, expect, it } from '@jest/globals';
import { createChat } from '../../create-chat.js';
import { failing, identityOf, intercept, moderatedChat } from '../../in-memory/index.js';
import type { ChatSettings } from '../../model/chat-settings.js';

/** A room in which Ada watches. */
async function room(settings: ChatSettings = { presenceHints: 4 }) {
  const fixture = moderatedChat(settings);
  const { chat, connect, gateway } = fixture;
  const enter = async (userId: string, connectionId = userId) => {
    const caller = await connect(identityOf(userId), connectionId);
    await chat.joinRoom.execute({ ...caller, room: 'tea' });
    return caller;
  };
  const leave = (userId: string, connectionId = userId) =>
    chat.leaveRoom.execute({ identity: identityOf(userId), connectionId, room: 'tea' });
  const ada = await enter('ada');
  const hints = (id = 'ada', name = 'tea') =>
    gateway
      .received(id)
      .filter((event) => event.type === 'presence' && 'room' in event && event.room === name);
  return { ...fixture, enter, leave, ada, hints };
}

const person = (id: string) => ({ id, name: id });
const hint = (joined: readonly string[], left: readonly string[]) =>
  expect.objectContaining({ joined: joined.map(person), left: left.map(person) });

describe('the members of a room', () => {
  it('are told who comes and who goes, each with the time, and not of themselves', async () => {
    const { clock, enter, leave, hints } = await room();
    const came = clock.now();
    await enter('bob');
    clock.advance(5_000);
    await leave('bob');
    expect(hints()).toEqual([
      { type: 'presence', room: 'tea', joined: [person('bob')], left: [], sentAt: came },
      { type: 'presence', room: 'tea', joined: [], left: [person('bob')], sentAt: came + 5_000 },
    ]);
    expect(hints('bob')).toEqual([]);
  });

  it('are told of users, not of connections', async () => {
    const { chat, enter, leave, hints } = await room();
    await enter('bob');
    await enter('bob', 'bob-phone');
    await leave('bob');
    expect(hints()).toEqual([hint(['bob'], [])]);
    await chat.disconnect.execute('bob-phone');
    expect(hints()).toEqual([hint(['bob'], []), hint([], ['bob'])]);
  });

  it('are told nothing of one who joins again, leaves where they never were, or ends twice', async () => {
    const { chat, enter, leave, hints } = await room();
    const bob = await enter('bob');
    await chat.joinRoom.execute({ ...bob, room: 'tea' });
    await leave('bob');
    await leave('bob');
    await chat.disconnect.execute('bob');
    await chat.disconnect.execute('bob');
    expect(hints()).toEqual([hint(['bob'], []), hint([], ['bob'])]);
  });

  it('are told of the lobby as well, where a connection makes a user come and go', async () => {
    const { chat, connect, hints } = await room();
    await connect(identityOf('bob'));
    await chat.disconnect.execute('bob');
    expect(hints('ada', 'lobby')).toEqual([hint(['bob'], []), hint([], ['bob'])]);
  });

  it('of every room are told when a connection ends, and those of no other', async () => {
    const { chat, connect, enter, hints } = await room();
    const bob = await enter('bob');
    await chat.joinRoom.execute({ ...bob, room: 'coffee' });
    await chat.joinRoom.execute({ ...(await connect(identityOf('cid'))), room: 'coffee' });
    await chat.disconnect.execute('bob');
    expect(hints('cid', 'coffee')).toEqual([hint([], ['bob'])]);
    expect(hints('cid', 'tea')).toEqual([]);
  });

  it('are told that there are no more hints, and are told again when there are fewer of them', async () => {
    const { enter, leave, hints } = await room();
    for (const user of ['bob', 'cid', 'dan']) await enter(user);
    expect(hints()).toHaveLength(3);
    await enter('eve');
    expect(hints().at(-1)).toMatchObject({ joined: [], left: [], off: true });
    await enter('fay');
    await leave('fay');
    expect(hints()).toHaveLength(5);
    await leave('eve');
    expect(hints().at(-1)).toEqual(hint([], ['eve']));
    expect(hints().at(-1)).not.toHaveProperty('off');
  });

  it('are told nothing in a room that is far too large', async () => {
    const { enter, hints } = await room({ presenceHints: 4 });
    for (let user = 1; user <= 20; user += 1) await enter(`user-${user}`);
    const before = hints().length;
    await enter('bob');
    expect(hints()).toHaveLength(before);
    expect(before).toBe(8);
  });

  it('are told nothing where hints are off', async () => {
    const { enter, leave, hints } = await room({});
    await enter('bob');
    await leave('bob');
    expect(hints()).toEqual([]);
  });

  it('are not told any more of a user who comes and goes without end', async () => {
    const { chat, ada, clock, enter, leave, hints } = await room({
      presenceHints: 4,
      frames: { frames: 300, hardLimit: 600 },
    });
    const bob = await enter('bob');
    for (let turn = 1; turn <= 200; turn += 1) {
      await leave('bob');
      await chat.joinRoom.execute({ ...bob, room: 'tea' });
    }
    expect(hints().length).toBeLessThan(310);
    clock.advance(120_000);
    await chat.leaveRoom.execute({ ...ada, room: 'tea' });
    await chat.joinRoom.execute({ ...ada, room: 'tea' });
    expect(hints('bob')).toHaveLength(2);
  });
});

describe('a join', () => {
  it('succeeds whatever becomes of the hint, and logs that', async () => {
    const { chat, logger, connections, enter, hints } = await room();
    await enter('bob');
    const broken = createChat(
      { ...chat.ports, presence: undefined, connections: intercept(connections, failing('members')) },
      { presenceHints: 4 },
    );
    const cid = { identity: identityOf('cid'), connectionId: 'cid' };
    await broken.connect.execute(cid);
    await expect(broken.joinRoom.execute({ ...cid, room: 'tea' })).resolves.toMatchObject({ room: 'tea' });
    expect(logger.lines.filter(({ message }) => message === 'presence not told')).toHaveLength(2);
    expect(hints()).toHaveLength(1);
  });

  it('deletes a connection that the hint finds gone', async () => {
    const { enter, gateway, connections } = await room();
    await enter('bob');
    gateway.setGone('bob');
    await enter('cid');
    expect(await connections.find('bob')).toBeNull();
  });
});
