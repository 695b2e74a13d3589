import { describe, expect, it } from '@jest/globals';
import { createChat } from '../../create-chat.js';
import { identityWith, intercept, moderatedChat } from '../../in-memory/index.js';

const room = 'private.board';

/** Grace is a moderator in the room; Ada is in it over several connections, each with other roles. */
async function fixture() {
  const parts = moderatedChat();
  const { chat, connect, moderation, gateway } = parts;
  const grace = await connect(identityWith('grace', 'moderator'));
  const invite = (until?: number, userId = 'ada') =>
    moderation.invite.execute({ ...grace, room, userId, until });
  const join = async (caller: typeof grace) => chat.joinRoom.execute({ ...caller, room });
  const say = () => chat.sendMessage.execute({ ...grace, room, kind: 'message', text: 'hi' });
  const types = (connectionId: string) =>
    gateway
      .received(connectionId)
      .map(({ type }) => type)
      .filter((type) => type !== 'invited');
  await join(grace);
  return { ...parts, grace, invite, join, say, types };
}

describe('taking back an invitation', () => {
  it('takes out guests alone, and tells each of their connections', async () => {
    const { connect, invite, join, say, types, gateway } = await fixture();
    await invite();
    await join(await connect(identityWith('ada'), 'phone'));
    await join(await connect(identityWith('ada'), 'laptop'));
    await join(await connect(identityWith('ada', `room:${room}`), 'as-member'));
    await join(await connect(identityWith('ada', 'moderator'), 'as-moderator'));
    await join(await connect(identityWith('ada', 'admin'), 'as-admin'));
    await connect(identityWith('ada'), 'elsewhere');
    await invite(0);
    await say();
    expect(gateway.received('phone')).toEqual([{ type: 'removed', room, reason: 'uninvited' }]);
    expect(types('laptop')).toEqual(['removed']);
    for (const spared of ['as-member', 'as-moderator', 'as-admin'])
      expect(types(spared)).toEqual(['messages']);
    expect(types('elsewhere')).toEqual([]);
  });

  it('cannot be used by a member against those whose roles open the room', async () => {
    const { connect, join, moderation, say, types } = await fixture();
    const member = await connect(identityWith('carol', `room:${room}`));
    await join(member);
    await join(await connect(identityWith('root', 'admin')));
    await moderation.invite.execute({ ...member, room, userId: 'root', until: 0 });
    await moderation.invite.execute({ ...member, room, userId: 'grace', until: 0 });
    await say();
    expect(types('root')).toEqual(['messages']);
    expect(types('grace')).toEqual(['messages']);
  });

  it('is done although a guest does not respond', async () => {
    const { connect, invite, join, gateway, clock, connections } = await fixture();
    await invite();
    await join(await connect(identityWith('ada')));
    gateway.setHanging('ada');
    const revoked = invite(0);
    await clock.elapse(2_000);
    await expect(revoked).resolves.toBeUndefined();
    expect((await connections.find('ada'))?.memberships).toHaveLength(1);
  });

  it('tells no one whose membership had ended', async () => {
    const { connect, invite, join, types, clock } = await fixture();
    await invite(clock.now() + 1_000);
    await join(await connect(identityWith('ada')));
    clock.advance(1_000);
    await invite(0);
    expect(types('ada')).toEqual([]);
  });
});

describe('an earlier end of an invitation', () => {
  it('holds for the guests who are in the room, and not for members', async () => {
    const { connect, invite, join, say, types, clock } = await fixture();
    await invite();
    await join(await connect(identityWith('ada'), 'guest'));
    await join(await connect(identityWith('ada', `room:${room}`), 'member'));
    await invite(clock.now() + 1_000);
    await say();
    clock.advance(1_000);
    await say();
    expect(types('guest')).toEqual(['messages']);
    expect(types('member')).toEqual(['messages', 'messages']);
  });

  it('holds also where the attempt before was interrupted after it stored the invitation', async () => {
    const { connect, invite, join, say, types, clock, rules } = await fixture();
    await invite();
    await join(await connect(identityWith('ada')));
    const until = clock.now() + 1_000;
    await rules.invite({ room, userId: 'ada', expiresAt: until });
    await invite(until);
    clock.advance(1_000);
    await say();
    expect(types('ada')).toEqual([]);
  });

  it('is tried again where a membership changes meanwhile, and is unavailable in the end', async () => {
    const parts = await fixture();
    await parts.invite();
    await parts.join(await parts.connect(identityWith('ada')));
    const shorten = (refusals: number) => {
      let left = refusals;
      const connections = intercept(parts.connections, ({ method, proceed }) => {
        if (method !== 'changeEnd' || left === 0) return proceed();
        left -= 1;
        return Promise.resolve(false);
      });
      const { moderation } = createChat({ ...parts.chat.ports, connections });
      const until = parts.clock.now() + 1_000;
      return moderation?.invite.execute({ ...parts.grace, room, userId: 'ada', until });
    };
    await expect(shorten(Infinity)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(shorten(3)).resolves.toBeUndefined();
    parts.clock.advance(1_000);
    await parts.say();
    expect(parts.types('ada')).toEqual([]);
  });

  it('is not for a guest who leaves meanwhile', async () => {
    const parts = await fixture();
    await parts.invite();
    await parts.join(await parts.connect(identityWith('ada')));
    const connections = intercept(parts.connections, async ({ method, proceed }) => {
      if (method === 'changeEnd') await parts.connections.leave('ada', room);
      return proceed();
    });
    const { moderation } = createChat({ ...parts.chat.ports, connections });
    const until = parts.clock.now() + 1_000;
    const shortened = moderation?.invite.execute({ ...parts.grace, room, userId: 'ada', until });
    await expect(shortened).resolves.toBeUndefined();
    await parts.say();
    expect(parts.types('ada')).toEqual([]);
  });
});
