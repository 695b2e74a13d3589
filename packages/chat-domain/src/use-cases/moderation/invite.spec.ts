import { describe, expect, it } from '@jest/globals';
import { moderatedChat, identityWith } from '../../in-memory/index.js';

const room = 'private.board';

async function fixture(settings: Parameters<typeof moderatedChat>[0] = {}) {
  const parts = moderatedChat(settings);
  const member = await parts.connect(identityWith('grace', `room:${room}`));
  await parts.chat.joinRoom.execute({ ...member, room });
  const ada = await parts.connect(identityWith('ada'));
  const join = (caller = ada) => parts.chat.joinRoom.execute({ ...caller, room });
  const invite = (until?: number) =>
    parts.moderation.invite.execute({ ...member, room, userId: 'ada', until });
  const say = (caller = ada) =>
    parts.chat.sendMessage.execute({ ...caller, room, kind: 'message', text: 'hi' });
  return { ...parts, member, ada, join, invite, say };
}

describe('an invited user', () => {
  it('is told on every device, and once more by a longer invitation alone', async () => {
    const { invite, connect, gateway, clock } = await fixture();
    await connect(identityWith('ada'), 'phone');
    const soon = clock.now() + 60_000;
    await invite(soon);
    const notice = { type: 'invited', room, sender: { id: 'grace', name: 'GRACE' }, until: soon };
    for (const device of ['ada', 'phone']) expect(gateway.received(device)).toEqual([notice]);
    await invite(soon);
    await invite(soon - 1);
    expect(gateway.received('phone')).toHaveLength(1);
    await invite(soon + 1);
    expect(gateway.received('phone')[1]).toEqual({ ...notice, until: soon + 1 });
  });

  it('is invited also where no device can be told', async () => {
    const { invite, join, gateway, clock } = await fixture();
    gateway.setHanging('ada');
    const invited = invite();
    await clock.elapse(1_000);
    await expect(invited).resolves.toBeUndefined();
    await expect(join()).resolves.toMatchObject({ room });
  });
});

describe('invitations', () => {
  it('count as messages, so that no member floods the audit log', async () => {
    const { invite, audit, say, member } = await fixture({
      flood: { messages: 3, window: 10_000, hardLimit: 9 },
    });
    // The room counted as well when its first member made it.
    for (let count = 0; count < 2; count += 1) await invite();
    await expect(invite()).rejects.toMatchObject({ code: 'rate_limited', retryable: true });
    await expect(say(member)).rejects.toMatchObject({ code: 'rate_limited' });
    expect(audit.records).toHaveLength(2);
  });

  it('have no slow mode, and do not delay the next message of a member', async () => {
    const { invite, say, member, rules } = await fixture({
      flood: { messages: 9, window: 10_000, hardLimit: 30 },
    });
    await rules.saveSlowMode(room, 60_000);
    await invite();
    await invite();
    await expect(say(member)).resolves.toBeDefined();
    await expect(invite()).resolves.toBeUndefined();
  });

  it('are not for a member who is muted', async () => {
    const { invite, moderationStates, clock } = await fixture({
      flood: { messages: 9, window: 10_000, hardLimit: 30 },
    });
    await moderationStates.sanction('grace', { mutedUntil: clock.now() + 1_000 });
    await expect(invite()).rejects.toMatchObject({ code: 'muted' });
  });
});

describe('a private room', () => {
  it('is closed to users who are neither members nor invited', async () => {
    const { chat, ada, join, say } = await fixture();
    await expect(join()).rejects.toMatchObject({ code: 'forbidden' });
    await expect(say()).rejects.toMatchObject({ code: 'not_joined' });
    await expect(chat.listMessages.execute({ ...ada, room })).rejects.toMatchObject({ code: 'not_joined' });
  });

  it('opens to a user whom a member invites, who then reads and sends', async () => {
    const { chat, ada, join, invite, say } = await fixture();
    await invite();
    await join();
    await expect(say()).resolves.toMatchObject({ room, seq: 1 });
    await expect(chat.listMessages.execute({ ...ada, room })).resolves.toMatchObject({
      entries: [{ text: 'hi' }],
    });
  });

  it('opens to moderators and admins', async () => {
    const { join, connect } = await fixture();
    for (const role of ['moderator', 'admin']) {
      await expect(join(await connect(identityWith(role, role)))).resolves.toBeDefined();
    }
  });

  it('closes when the invitation ends', async () => {
    const { join, invite, clock } = await fixture();
    await invite(clock.now() + 1_000);
    clock.advance(1_000);
    await expect(join()).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('closes at once to an invited user when the invitation is revoked', async () => {
    const { join, invite, say, chat, member, gateway } = await fixture();
    await invite();
    await join();
    await invite(0);
    await expect(say()).rejects.toMatchObject({ code: 'not_joined' });
    await expect(join()).rejects.toMatchObject({ code: 'forbidden' });
    await chat.sendMessage.execute({ ...member, room, kind: 'message', text: 'secret' });
    const types = gateway.received('ada').map(({ type }) => type);
    expect(types).toEqual(['invited', 'removed']);
  });

  it('costs public rooms no read of invitations', async () => {
    const { chat, ada, rules } = await fixture();
    rules.invitedUntil = () => Promise.reject(new Error('read'));
    await chat.joinRoom.execute({ ...ada, room: 'tea' });
    await expect(
      chat.sendMessage.execute({ ...ada, room: 'tea', kind: 'message', text: 'x' }),
    ).resolves.toBeDefined();
  });
});

describe('inviting', () => {
  it('is for members who are in the room, and for moderators, not for invited users', async () => {
    const { moderation, connect, invite, join, ada } = await fixture();
    await invite();
    await join();
    const guest = moderation.invite.execute({ ...ada, room, userId: 'bob' });
    await expect(guest).rejects.toMatchObject({ code: 'forbidden' });
    const outside = await connect(identityWith('carol', `room:${room}`));
    const notIn = moderation.invite.execute({ ...outside, room, userId: 'bob' });
    await expect(notIn).rejects.toMatchObject({ code: 'not_joined' });
    const moderator = await connect(identityWith('mod', 'moderator'));
    await expect(moderation.invite.execute({ ...moderator, room, userId: 'bob' })).resolves.toBeUndefined();
  });

  it('is rejected in rooms that are open', async () => {
    const { moderation, connect } = await fixture();
    const root = await connect(identityWith('root', 'admin'));
    for (const open of ['lobby', 'tea']) {
      const attempt = moderation.invite.execute({ ...root, room: open, userId: 'bob' });
      await expect(attempt).rejects.toMatchObject({ code: 'forbidden' });
    }
  });

  it('leaves a record', async () => {
    const { invite, audit, clock } = await fixture();
    await invite(clock.now() + 9);
    expect(audit.records).toMatchObject([{ action: 'invite', room, userId: 'ada', until: clock.now() + 9 }]);
  });
});
