import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../model/limits.js';
import { identityOf, inMemoryChat } from '../../in-memory/index.js';
import { intercept } from '../../in-memory/fixtures/intercept.js';
import { secretEntry as entry } from '../../in-memory/fixtures/secret-entry.js';

describe('a room of four shards', () => {
  const half = LIMITS.membersPerShard / 2;

  it.each([
    ['stays while its newer half is half full', [2, 3], [half, half], 4],
    ['grows when its newer half is more than half full', [2, 3], [half, half + 1], 8],
    ['stays while only a shard of its older half is crowded', [0, 2], [2 * half + 1, 0], 4],
  ])('%s', async (_, shards, members, grown) => {
    const { fanOut, messages, connections, clock } = inMemoryChat();
    await messages.getOrCreate('tea', 'e', clock.now());
    await messages.doubleShards('tea', 1);
    await messages.doubleShards('tea', 2);
    const head = await messages.getOrCreate('tea', 'e', clock.now());
    const times = { connectedAt: clock.now(), expiresAt: clock.now() + 1 };
    for (const [index, shard] of shards.entries()) {
      for (let member = 0; member < (members[index] ?? 0); member += 1) {
        const connectionId = `c${shard}-${member}`;
        const memberships = [{ room: 'tea', shard }];
        await connections.add({ connectionId, identity: identityOf('ada'), ...times, memberships });
      }
    }
    await fanOut.push(head, shards, [entry]);
    expect(await messages.head('tea')).toMatchObject({ shards: grown });
  });
});

describe('a member whose right ends', () => {
  it('gets nothing of a page that was read before', async () => {
    const plain = inMemoryChat();
    const { clock } = plain;
    const connections = intercept(plain.connections, async ({ method, proceed }) => {
      const page = await proceed();
      // What a worker does meanwhile.
      if (method === 'members') clock.advance(1_000);
      return page;
    });
    const { chat, fanOut, gateway, logger } = inMemoryChat({ connections, clock });
    const brief = identityOf('ada', { expiresAt: clock.now() + 1_000 });
    await chat.connect.execute({ connectionId: 'brief', identity: brief });
    await chat.connect.execute({ connectionId: 'long', identity: identityOf('bob') });
    const head = await plain.messages.getOrCreate('lobby', 'e', clock.now());
    await fanOut.push(head, [0], [entry]);
    expect(gateway.received('long')).toHaveLength(1);
    expect(gateway.attempts('brief')).toBe(0);
    expect(logger.lines.at(-1)).toMatchObject({ fields: { delivered: 1, gone: 0, failed: 0 } });
  });
});
