import { describe, expect, it } from '@jest/globals';
import { defaultAccessPolicy, type AccessPolicy } from '../model/access/access-policy.js';
import { identityOf, inMemoryChat } from '../in-memory/index.js';
import { Authorize } from './authorize.js';

async function fixture(policy: AccessPolicy) {
  const { chat, clock, connections } = inMemoryChat();
  const identity = identityOf('ada', { expiresAt: clock.now() + 1 });
  const caller = { connectionId: 'a', identity };
  await chat.connect.execute(caller);
  await chat.joinRoom.execute({ ...caller, room: 'tea' });
  return { clock, caller, authorize: new Authorize({ policy, clock, connections }) };
}

describe('an action', () => {
  it('is allowed until the token expires, and not at that moment', async () => {
    const { authorize, clock, caller } = await fixture(defaultAccessPolicy);
    await expect(authorize.execute(caller, 'ping', 'lobby')).resolves.toEqual({});
    clock.advance(1);
    await expect(authorize.execute(caller, 'ping', 'lobby')).rejects.toMatchObject({
      code: 'token_expired',
      message: expect.stringMatching(/token/),
      retryable: false,
    });
  });

  it('is rejected where only invited users may do it and no invitations are stored', async () => {
    const { authorize, caller } = await fixture({ ...defaultAccessPolicy, access: () => 'invited' });
    await expect(authorize.execute(caller, 'joinRoom', 'tea')).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is rejected exactly where the policy does not allow it', async () => {
    const { authorize, caller } = await fixture({
      ...defaultAccessPolicy,
      access: (_identity, action, room) =>
        action === 'joinRoom' && room !== 'lobby' ? 'granted' : 'refused',
    });
    await expect(authorize.execute(caller, 'joinRoom', 'tea')).resolves.toEqual({});
    for (const [action, room] of [['joinRoom', 'lobby'] as const, ['sendMessage', 'tea'] as const]) {
      await expect(authorize.execute(caller, action, room)).rejects.toMatchObject({
        code: 'forbidden',
        message: expect.stringContaining(action),
      });
    }
  });
});
