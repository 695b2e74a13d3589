import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../model/limits.js';
import { identityOf, inMemoryChat } from '../in-memory/index.js';
import { intercept } from '../in-memory/fixtures/intercept.js';

describe('connecting', () => {
  it('puts the connection into the lobby, for as long as the gateway may keep it', async () => {
    const { chat, clock, connections } = inMemoryChat();
    const connectedAt = clock.now();
    await chat.connect.execute({ connectionId: 'a', identity: identityOf('ada', { roles: ['admin'] }) });
    expect(await connections.find('a')).toEqual({
      connectionId: 'a',
      identity: identityOf('ada', { roles: ['admin'] }),
      connectedAt,
      expiresAt: connectedAt + LIMITS.connectionLife,
      memberships: [{ room: 'lobby', shard: 0 }],
    });
    expect(await connections.members('lobby', 0, { limit: 10 })).toEqual({
      members: [{ connectionId: 'a', connectedAt, until: connectedAt + LIMITS.connectionLife }],
    });
  });

  it('spreads the members of a lobby that has grown', async () => {
    const { chat, clock, connections, heads } = inMemoryChat();
    await heads.getOrCreate('lobby', 'e', clock.now());
    await heads.doubleShards('lobby', 1);
    for (let index = 0; index < 40; index += 1) {
      await chat.connect.execute({ connectionId: `c${index}`, identity: identityOf('ada') });
    }
    const counts = await Promise.all(
      [0, 1].map((shard) => connections.members('lobby', shard, { limit: 100 })),
    );
    expect(counts.reduce((sum, { members }) => sum + members.length, 0)).toBe(40);
    for (const { members } of counts) expect(members.length).toBeGreaterThan(5);
  });

  it('leaves nothing where the store fails half-way', async () => {
    const plain = inMemoryChat();
    const connections = intercept(plain.connections, async ({ method, proceed }) => {
      await proceed();
      if (method === 'add') throw new Error('store down');
    });
    const { chat } = inMemoryChat({ connections, clock: plain.clock });
    const connecting = chat.connect.execute({ connectionId: 'a', identity: identityOf('ada') });
    await expect(connecting).rejects.toThrow('store down');
    expect(await plain.connections.find('a')).toBeNull();
  });

  it('fails with the first error where what was stored cannot be deleted either', async () => {
    const plain = inMemoryChat();
    const connections = intercept(plain.connections, ({ method }) => Promise.reject(new Error(method)));
    const { chat } = inMemoryChat({ connections, clock: plain.clock });
    await expect(chat.connect.execute({ connectionId: 'a', identity: identityOf('ada') })).rejects.toThrow(
      'add',
    );
  });
});
