import { describe, expect, it } from '@jest/globals';
import { identityOf, inMemoryChat } from '../../in-memory/index.js';
import { takeOutOf } from './take-out.js';

async function fixture() {
  const store = inMemoryChat();
  const { chat } = store;
  for (const [connectionId, userId] of [
    ['eve-phone', 'eve'],
    ['eve-tablet', 'eve'],
    ['ada', 'ada'],
  ] as const) {
    const caller = { connectionId, identity: identityOf(userId) };
    await chat.connect.execute(caller);
    if (connectionId !== 'eve-tablet') await chat.joinRoom.execute({ ...caller, room: 'tea' });
  }
  const members = async () => (await store.connections.members('tea', 0, { limit: 9 })).members;
  return { ...store, members, takeOut: takeOutOf(chat.ports) };
}

describe('taking a user out of a room', () => {
  it('ends their memberships, and tells the connections that were in it', async () => {
    const { gateway, members, takeOut } = await fixture();
    expect(await takeOut.execute('tea', 'eve')).toBe(1);
    expect((await members()).map(({ connectionId }) => connectionId)).toEqual(['ada']);
    expect(gateway.received('eve-phone')).toEqual([{ type: 'removed', room: 'tea', reason: 'moderated' }]);
    for (const id of ['eve-tablet', 'ada']) expect(gateway.received(id)).toEqual([]);
    expect(await takeOut.execute('tea', 'eve')).toBe(0);
  });

  it('leaves them their connections, and lets them join again where the policy does', async () => {
    const { chat, members, takeOut } = await fixture();
    await takeOut.execute('tea', 'eve');
    await chat.joinRoom.execute({ connectionId: 'eve-phone', identity: identityOf('eve'), room: 'tea' });
    expect(await members()).toHaveLength(2);
  });

  it('takes no user out of the lobby, and knows what is no room and no user', async () => {
    const { takeOut } = await fixture();
    for (const room of ['lobby', undefined])
      await expect(takeOut.execute(room, 'eve')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(takeOut.execute('no room', 'eve')).rejects.toMatchObject({ code: 'invalid_room' });
    await expect(takeOut.execute('tea', '')).rejects.toMatchObject({ code: 'bad_request' });
  });
});
