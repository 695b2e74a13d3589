import { describe, expect, it } from '@jest/globals';
import type { ChatSettings } from '../model/chat-settings.js';
import { defaultAccessPolicy } from '../model/access/access-policy.js';
import { identityOf, inMemoryChat } from '../in-memory/index.js';

async function fixture(settings: ChatSettings = {}) {
  const { chat, connections } = inMemoryChat({}, settings);
  const caller = { connectionId: 'a', identity: identityOf('ada') };
  await chat.connect.execute(caller);
  await chat.joinRoom.execute({ ...caller, room: 'tea' });
  return { chat, connections, caller };
}

describe('leaving a room', () => {
  it('removes the connection from it, and from no other', async () => {
    const { chat, connections, caller } = await fixture();
    expect(await chat.leaveRoom.execute({ ...caller, room: 'tea' })).toBe('tea');
    expect((await connections.find('a'))?.memberships).toEqual([{ room: 'lobby', shard: 0 }]);
    expect(await connections.members('tea', 0, { limit: 1 })).toEqual({ members: [] });
  });

  it('may be done twice, and for a room it never was in', async () => {
    const { chat, caller } = await fixture();
    for (const room of ['tea', 'tea', 'coffee'])
      expect(await chat.leaveRoom.execute({ ...caller, room })).toBe(room);
  });

  it('is rejected in the lobby, whatever the policy allows', async () => {
    const { chat, caller } = await fixture({ policy: { ...defaultAccessPolicy, access: () => 'granted' } });
    await expect(chat.leaveRoom.execute({ ...caller, room: 'lobby' })).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('lobby'),
    });
  });

  it.each([
    ['forbidden', { room: 'lobby' }],
    ['invalid_room', { room: '' }],
    ['connection_gone', { room: 'tea', connectionId: 'b' }],
    ['connection_gone', { room: 'tea', identity: identityOf('mallory') }],
  ])('is rejected: %s', async (code, change) => {
    const { chat, connections, caller } = await fixture();
    await expect(chat.leaveRoom.execute({ ...caller, ...change })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(/\w/),
    });
    expect((await connections.find('a'))?.memberships).toHaveLength(2);
  });
});
