import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../model/limits.js';
import { identityOf, inMemoryChat } from '../in-memory/index.js';
import { connectionOf, requireMembership } from './caller.js';

async function fixture() {
  const { chat, clock, connections } = inMemoryChat();
  await chat.connect.execute({ connectionId: 'a', identity: identityOf('ada') });
  const caller = { connectionId: 'a', identity: identityOf('ada') };
  return { chat, clock, connections, caller };
}

describe('a caller', () => {
  it('is known by the connection and the user it belongs to', async () => {
    const { connections, caller } = await fixture();
    expect(await connectionOf(connections, caller)).toMatchObject({ connectionId: 'a' });
  });

  it("cannot use another user's connection", async () => {
    const { connections } = await fixture();
    await expect(
      connectionOf(connections, { connectionId: 'a', identity: identityOf('mallory') }),
    ).rejects.toMatchObject({ code: 'connection_gone', message: expect.stringContaining('connect again') });
  });

  it('is gone once the connection has expired, even without a disconnect', async () => {
    const { clock, connections, caller } = await fixture();
    clock.advance(LIMITS.connectionLife);
    await expect(connectionOf(connections, caller)).rejects.toMatchObject({ code: 'connection_gone' });
  });

  it('is in the lobby, and in the rooms it joined', async () => {
    const { chat, clock, connections, caller } = await fixture();
    await expect(requireMembership(connections, caller, 'lobby', clock.now())).resolves.toBeUndefined();
    await expect(requireMembership(connections, caller, 'tea', clock.now())).rejects.toMatchObject({
      code: 'not_joined',
      message: expect.stringContaining('tea'),
    });
    await chat.joinRoom.execute({ ...caller, room: 'tea' });
    await expect(requireMembership(connections, caller, 'tea', clock.now())).resolves.toBeUndefined();
  });

  it('is in the lobby without a read of the store', async () => {
    const { caller } = await fixture();
    const down = { find: () => Promise.reject(new Error('store down')) };
    await expect(requireMembership(down, caller, 'lobby', 0)).resolves.toBeUndefined();
  });
});
