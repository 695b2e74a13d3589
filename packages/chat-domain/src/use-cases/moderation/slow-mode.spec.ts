import { describe, expect, it } from '@jest/globals';
import { DEFAULT_FLOOD_LIMITS } from '../../model/moderation/flood-limits.js';
import { moderatedChat, identityWith } from '../../in-memory/index.js';

async function fixture() {
  const parts = moderatedChat({ flood: DEFAULT_FLOOD_LIMITS });
  const moderator = await parts.connect(identityWith('grace', 'moderator'));
  const ada = await parts.connect(identityWith('ada'));
  const send = (caller = ada) => parts.chat.sendMessage.execute({ ...caller, kind: 'message', text: 'hi' });
  return { ...parts, moderator, ada, send };
}

describe('slow mode', () => {
  it('lets each user send once an interval, and says how long to wait', async () => {
    const { moderation, moderator, send, clock, connect } = await fixture();
    await moderation.slowMode.execute({ ...moderator, interval: 30_000 });
    await send();
    clock.advance(10_000);
    await expect(send()).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfterMs: 20_000,
      message: 'lobby is in slow mode.',
    });
    await expect(send(await connect(identityWith('bob')))).resolves.toBeDefined();
    clock.advance(20_000);
    await expect(send()).resolves.toBeDefined();
  });

  it('leaves a record where it changes the interval, and none where it does not', async () => {
    const { moderation, moderator, audit } = await fixture();
    for (const interval of [0, 5_000, 5_000, 0, 0])
      await moderation.slowMode.execute({ ...moderator, interval });
    expect(audit.records.map((record) => record.interval)).toEqual([5_000, 0]);
  });

  it('takes effect within ten seconds where the room is already known, and ends the same way', async () => {
    const { moderation, moderator, send, clock } = await fixture();
    await send();
    await moderation.slowMode.execute({ ...moderator, interval: 3_600_000 });
    clock.advance(10_000);
    await send();
    await expect(send()).rejects.toMatchObject({ code: 'rate_limited' });
    await moderation.slowMode.execute({ ...moderator, interval: 0 });
    clock.advance(10_000);
    await expect(send()).resolves.toBeDefined();
  });

  it('does not begin with a message to a room that the user is not in', async () => {
    const { moderation, moderator, ada, chat } = await fixture();
    await moderation.slowMode.execute({ ...moderator, room: 'tea', interval: 30_000 });
    const say = () => chat.sendMessage.execute({ ...ada, room: 'tea', kind: 'message', text: 'x' });
    await expect(say()).rejects.toMatchObject({ code: 'not_joined' });
    await chat.joinRoom.execute({ ...ada, room: 'tea' });
    await expect(say()).resolves.toBeDefined();
    await expect(say()).rejects.toMatchObject({ code: 'rate_limited' });
  });

  it('applies to its room alone and not to an admin', async () => {
    const { moderation, moderator, ada, chat, connect, send } = await fixture();
    await chat.joinRoom.execute({ ...ada, room: 'tea' });
    await moderation.slowMode.execute({ ...moderator, room: 'tea', interval: 30_000 });
    const say = (caller = ada) =>
      chat.sendMessage.execute({ ...caller, room: 'tea', kind: 'message', text: 'x' });
    await say();
    await expect(say()).rejects.toMatchObject({ code: 'rate_limited' });
    await expect(send()).resolves.toBeDefined();
    const root = await connect(identityWith('root', 'admin'));
    await chat.joinRoom.execute({ ...root, room: 'tea' });
    await say(root);
    await expect(say(root)).resolves.toBeDefined();
  });

  it('counts each user and each room separately', async () => {
    const { moderation, moderator, ada, chat, send } = await fixture();
    await chat.joinRoom.execute({ ...ada, room: 'tea' });
    for (const room of ['lobby', 'tea']) {
      await moderation.slowMode.execute({ ...moderator, room, interval: 30_000 });
    }
    await send();
    const inTea = chat.sendMessage.execute({ ...ada, room: 'tea', kind: 'message', text: 'x' });
    await expect(inTea).resolves.toBeDefined();
  });

  it('leaves a record with its interval', async () => {
    const { moderation, moderator, audit } = await fixture();
    await moderation.slowMode.execute({ ...moderator, room: 'tea', interval: 30_000 });
    expect(audit.records).toMatchObject([
      { action: 'slowMode', room: 'tea', interval: 30_000, actor: { id: 'grace' } },
    ]);
  });

  it('rejects invalid intervals, and users who are not moderators', async () => {
    const { moderation, moderator, ada } = await fixture();
    for (const interval of [-1, 0.5, Number.NaN, 21_600_001]) {
      const attempt = moderation.slowMode.execute({ ...moderator, interval });
      await expect(attempt).rejects.toMatchObject({ code: 'bad_request' });
    }
    const attempt = moderation.slowMode.execute({ ...ada, interval: 1_000 });
    await expect(attempt).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('caches the rules of many rooms, and reads again those it dropped', async () => {
    const { moderation, moderator, ada, chat } = await fixture();
    await chat.joinRoom.execute({ ...ada, room: 'tea' });
    await moderation.slowMode.execute({ ...moderator, room: 'tea', interval: 30_000 });
    for (let room = 0; room < 1_001; room += 1) {
      await moderation.flood?.execute({ ...ada, identity: identityWith(`user-${room}`) }, `room-${room}`);
    }
    const say = () => chat.sendMessage.execute({ ...ada, room: 'tea', kind: 'message', text: 'x' });
    await say();
    await expect(say()).rejects.toMatchObject({ code: 'rate_limited' });
  });
});
