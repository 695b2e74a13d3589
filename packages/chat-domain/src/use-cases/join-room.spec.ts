import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../model/limits.js';
import { identityOf, inMemoryChat } from '../in-memory/index.js';
import { intercept, type PortCall } from '../in-memory/fixtures/intercept.js';
import { TestLogWriter } from '../in-memory/fixtures/test-log-writer.js';

async function fixture() {
  const { chat, clock, connections, heads, messages } = inMemoryChat();
  const caller = { connectionId: 'a', identity: identityOf('ada') };
  await chat.connect.execute(caller);
  return {
    chat,
    clock,
    connections,
    heads,
    messages,
    caller,
    log: new TestLogWriter({ heads, messages, clock }),
  };
}

describe('joining a room', () => {
  it('adds a member, and returns the head of the log', async () => {
    const { chat, connections, caller, log } = await fixture();
    await log.say(3);
    expect(await chat.joinRoom.execute({ ...caller, room: 'tea' })).toMatchObject({
      room: 'tea',
      epoch: 'e',
      from: 4,
      through: 3,
      head: 3,
      recovered: false,
      entries: [],
    });
    const { members } = await connections.members('tea', 0, { limit: 10 });
    expect(members.map(({ connectionId }) => connectionId)).toEqual(['a']);
  });

  it('creates the room when it is the first', async () => {
    const { chat, caller, heads } = await fixture();
    const page = await chat.joinRoom.execute({ ...caller, room: 'new' });
    expect(page).toMatchObject({ through: 0, recovered: false, more: false });
    expect((await heads.find('new'))?.epoch).toBe(page.epoch);
  });

  it('returns what was missed since a cursor', async () => {
    const { chat, caller, log } = await fixture();
    await log.say(5);
    const page = await chat.joinRoom.execute({ ...caller, room: 'tea', after: { epoch: 'e', seq: 3 } });
    expect(page).toMatchObject({ from: 4, through: 5, recovered: true, entries: [{ seq: 4 }, { seq: 5 }] });
  });

  it('misses no message that is sent while it joins', async () => {
    const { clock, connections, heads, messages, caller, log } = await fixture();
    await log.say(1);
    const meet = async ({ method, proceed }: PortCall): Promise<unknown> => {
      const result = await proceed();
      if (method === 'join') await log.say(1);
      return result;
    };
    const { chat } = inMemoryChat({ heads, messages, connections: intercept(connections, meet), clock });
    const page = await chat.joinRoom.execute({ ...caller, room: 'tea', after: { epoch: 'e', seq: 1 } });
    expect(page).toMatchObject({ through: 2, entries: [{ seq: 2 }] });
  });

  it('reports entries above a position in flight: they will not be pushed again', async () => {
    const { chat, clock, caller, log } = await fixture();
    await log.say(3);
    clock.advance(60_000);
    await log.skip();
    await log.say(1);
    const after = { epoch: 'e', seq: 3 };
    const stands = { through: 3, head: 5, more: false };
    expect(await chat.joinRoom.execute({ ...caller, room: 'tea', after })).toMatchObject(stands);
    expect(await chat.joinRoom.execute({ ...caller, room: 'tea' })).toMatchObject(stands);
    expect(await chat.listMessages.execute({ ...caller, room: 'tea', after })).toMatchObject(stands);
  });

  it('may be done twice', async () => {
    const { chat, connections, caller } = await fixture();
    await chat.joinRoom.execute({ ...caller, room: 'tea' });
    await chat.joinRoom.execute({ ...caller, room: 'tea' });
    expect((await connections.find('a'))?.memberships).toHaveLength(2);
  });

  it('needs no membership of its own for the lobby, but a connection', async () => {
    const { chat, caller, connections } = await fixture();
    expect(await chat.joinRoom.execute(caller)).toMatchObject({ room: 'lobby', through: 0 });
    expect((await connections.find('a'))?.memberships).toHaveLength(1);
    await chat.disconnect.execute('a');
    await expect(chat.joinRoom.execute(caller)).rejects.toMatchObject({
      code: 'connection_gone',
      message: expect.stringContaining('connect again'),
    });
  });

  it.each([
    ['invalid_room', { room: 'no room' }],
    ['invalid_cursor', { room: 'tea', after: { epoch: 'e', seq: -1 } }],
    ['connection_gone', { room: 'tea', connectionId: 'b' }],
    ['connection_gone', { room: 'tea', identity: identityOf('mallory') }],
    ['token_expired', { room: 'tea', identity: identityOf('ada', { expiresAt: 1 }) }],
  ])('is rejected: %s', async (code, change) => {
    const { chat, caller, heads } = await fixture();
    await expect(chat.joinRoom.execute({ ...caller, ...change })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(/\w/),
    });
    expect(await heads.find('no room')).toBeNull();
  });

  it('is rejected in room 101, while the hundred stay', async () => {
    const { chat, connections, caller } = await fixture();
    for (let index = 1; index < LIMITS.roomsPerConnection; index += 1) {
      await chat.joinRoom.execute({ ...caller, room: `r${index}` });
    }
    await expect(chat.joinRoom.execute({ ...caller, room: 'one-more' })).rejects.toMatchObject({
      code: 'too_many_rooms',
      message: expect.stringContaining('100'),
      retryable: false,
    });
    expect(await connections.members('one-more', 0, { limit: 1 })).toEqual({ members: [] });
    await expect(chat.joinRoom.execute({ ...caller, room: 'r1' })).resolves.toMatchObject({ room: 'r1' });
    await chat.leaveRoom.execute({ ...caller, room: 'r1' });
    await expect(chat.joinRoom.execute({ ...caller, room: 'one-more' })).resolves.toBeDefined();
    expect((await connections.find('a'))?.memberships).toHaveLength(LIMITS.roomsPerConnection);
  });

  it('leaves no member behind when the connection ends meanwhile', async () => {
    const { chat, clock, connections, heads, messages, caller } = await fixture();
    const meet = async ({ method, proceed }: PortCall): Promise<unknown> => {
      if (method === 'join') await chat.disconnect.execute('a');
      return proceed();
    };
    const racing = inMemoryChat({ heads, messages, connections: intercept(connections, meet), clock }).chat;
    await expect(racing.joinRoom.execute({ ...caller, room: 'tea' })).rejects.toMatchObject({
      code: 'connection_gone',
      message: expect.stringContaining('connect again'),
    });
    expect(await connections.members('tea', 0, { limit: 1 })).toEqual({ members: [] });
  });
});
