import { describe, expect, it } from '@jest/globals';
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
});
