import { describe, expect, it } from '@jest/globals';
import { moderatedChat, identityWith } from '../../in-memory/index.js';

async function fixture() {
  const parts = moderatedChat();
  const moderator = await parts.connect(identityWith('grace', 'moderator'));
  return { ...parts, moderator };
}

describe('a kicked user', () => {
  it('loses every connection but may reconnect', async () => {
    const { moderation, moderator, connect, gateway } = await fixture();
    await connect(identityWith('eve'), 'phone');
    await connect(identityWith('eve'), 'laptop');
    await moderation.kick.execute({ ...moderator, userId: 'eve' });
    expect([...gateway.disconnected].sort()).toEqual(['laptop', 'phone']);
    expect(gateway.received('phone')).toEqual([{ type: 'bye', reason: 'kicked', reconnect: false }]);
    await expect(connect(identityWith('eve'), 'again')).resolves.toBeDefined();
  });

  it('may be a user without connections', async () => {
    const { moderation, moderator, audit } = await fixture();
    await expect(moderation.kick.execute({ ...moderator, userId: 'bob' })).resolves.toBeUndefined();
    expect(audit.records).toEqual([]);
  });

  it('may have a connection that ends while it is checked', async () => {
    const { moderation, moderator, connect, connections, gateway } = await fixture();
    await connect(identityWith('eve'), 'phone');
    const find = connections.find.bind(connections);
    connections.find = (id) => (id === 'phone' ? Promise.resolve(null) : find(id));
    await moderation.kick.execute({ ...moderator, userId: 'eve' });
    expect(gateway.disconnected).toEqual(['phone']);
  });

  it('is no admin, and cannot be kicked by a user without a role', async () => {
    const { moderation, moderator, connect, gateway } = await fixture();
    const root = await connect(identityWith('root', 'admin'));
    const eve = await connect(identityWith('eve'));
    const attempts = [
      moderation.kick.execute({ ...moderator, userId: 'root' }),
      moderation.kick.execute({ ...eve, userId: 'grace' }),
    ];
    for (const attempt of attempts) await expect(attempt).rejects.toMatchObject({ code: 'forbidden' });
    expect(gateway.disconnected).toEqual([]);
    await moderation.kick.execute({ ...root, userId: 'grace' });
    expect(gateway.disconnected).toEqual(['grace']);
  });
});
