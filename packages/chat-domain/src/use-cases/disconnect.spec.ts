import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../model/limits.js';
import { identityOf, inMemoryChat } from '../in-memory/index.js';

describe('disconnecting', () => {
  it('leaves nothing of the connection behind', async () => {
    const { chat, connections } = inMemoryChat();
    const caller = { connectionId: 'a', identity: identityOf('ada') };
    await chat.connect.execute(caller);
    await chat.joinRoom.execute({ ...caller, room: 'tea' });
    await chat.disconnect.execute('a');
    expect(await connections.find('a')).toBeNull();
    expect(await connections.connectionsOf('ada')).toEqual([]);
    for (const room of ['lobby', 'tea']) {
      expect(await connections.members(room, 0, { limit: 10 })).toEqual({ members: [] });
    }
  });

  it('may run twice, and for an unknown connection', async () => {
    const { chat } = inMemoryChat();
    await chat.connect.execute({ connectionId: 'a', identity: identityOf('ada') });
    for (const id of ['a', 'a', 'never']) await expect(chat.disconnect.execute(id)).resolves.toBeUndefined();
  });

  it.each([
    ['as the gateway says', 0],
    ['as far as is known', undefined],
  ])('leaves nothing of a connection that is still connecting, %s', async (_, age) => {
    const { chat, clock, connections } = inMemoryChat();
    await chat.disconnect.execute('a', age === undefined ? undefined : clock.now() - age);
    const connecting = chat.connect.execute({ connectionId: 'a', identity: identityOf('ada') });
    await expect(connecting).rejects.toMatchObject({ code: 'connection_gone' });
    expect(await connections.find('a')).toBeNull();
    expect(await connections.connectionsOf('ada')).toEqual([]);
    expect(await connections.members('lobby', 0, { limit: 10 })).toEqual({ members: [] });
  });

  it('bars nothing for a connection that is too old to be connecting', async () => {
    const { chat, clock, connections } = inMemoryChat();
    await chat.disconnect.execute('a', clock.now() - LIMITS.connectWindow);
    await chat.connect.execute({ connectionId: 'a', identity: identityOf('ada') });
    expect(await connections.find('a')).not.toBeNull();
  });
});
