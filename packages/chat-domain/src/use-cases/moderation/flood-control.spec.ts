import { describe, expect, it } from '@jest/globals';
import { moderatedChat, identityWith } from '../../in-memory/index.js';
import { floodControlOf } from './flood-control.js';

const FLOOD = { messages: 3, window: 10_000, hardLimit: 6 };
const ada = identityWith('ada');

async function fixture(flood = FLOOD) {
  const parts = moderatedChat({ flood });
  const caller = await parts.connect(ada);
  const send = (text = 'hi') => parts.chat.sendMessage.execute({ ...caller, kind: 'message', text });
  return { ...parts, caller, send };
}

describe('flood control', () => {
  it('lets a user send as many as a window holds, and says when the next is allowed', async () => {
    const { send, clock } = await fixture();
    for (const wait of [0, 1_000, 2_000]) {
      await send();
      clock.advance(wait);
    }
    await expect(send()).rejects.toMatchObject({
      code: 'rate_limited',
      retryable: true,
      retryAfterMs: 8_000,
      message: 'Too many messages; wait a moment.',
    });
    clock.advance(8_000);
    await expect(send()).resolves.toMatchObject({ seq: 4 });
  });

  it('allows a user who waits retryAfterMs, each time', async () => {
    const { send, clock } = await fixture();
    let accepted = 0;
    for (let attempt = 0; attempt < 30; attempt += 1) {
      const wait = await send().then(
        () => 0,
        (error: { retryAfterMs: number }) => error.retryAfterMs,
      );
      if (wait === 0) accepted += 1;
      clock.advance(wait);
    }
    expect(accepted).toBeGreaterThanOrEqual(15);
  });

  it('counts all connections of a user together, and each user alone', async () => {
    const { send, connect, chat } = await fixture();
    const phone = await connect(ada, 'phone');
    await Promise.all([send(), send()]);
    await chat.sendMessage.execute({ ...phone, kind: 'message', text: 'hi' });
    const fourth = chat.sendMessage.execute({ ...phone, kind: 'message', text: 'hi' });
    await expect(fourth).rejects.toMatchObject({ code: 'rate_limited' });
    const bob = await connect(identityWith('bob'));
    await expect(chat.sendMessage.execute({ ...bob, kind: 'message', text: 'hi' })).resolves.toBeDefined();
  });

  it('closes the connection of a user who goes on to the hard limit', async () => {
    const { send, connect, connections, gateway, logger } = await fixture();
    await connect(ada, 'phone');
    for (let attempt = 0; attempt < 5; attempt += 1) await send().catch(() => undefined);
    expect(gateway.disconnected).toEqual([]);
    await expect(send()).rejects.toMatchObject({ code: 'rate_limited' });
    expect(gateway.disconnected).toEqual(['ada']);
    expect(gateway.received('ada').at(-1)).toEqual({ type: 'bye', reason: 'flooding', reconnect: false });
    const fields = { reason: 'flooding', connectionId: 'ada', userId: 'ada' };
    expect(logger.lines).toContainEqual({ level: 'warn', message: 'connection closed', fields });
    expect(await connections.connectionsOf('ada')).toEqual(['phone']);
  });

  it('spends one write and no post on a message, rejected or not', async () => {
    const { send, moderationStates, gateway, heads } = await fixture();
    for (let attempt = 0; attempt < 5; attempt += 1) await send().catch(() => undefined);
    expect(moderationStates.writes).toBe(5);
    expect(gateway.attempts('ada')).toBe(3);
    expect(await heads.find('lobby')).toMatchObject({ seq: 3 });
  });

  it('writes nothing when it is off', async () => {
    const { chat, connect, moderationStates } = moderatedChat();
    const caller = await connect(ada);
    for (let count = 0; count < 50; count += 1) {
      await chat.sendMessage.execute({ ...caller, kind: 'message', text: 'hi' });
    }
    expect(moderationStates.writes).toBe(0);
  });

  it('rejects the message even when the connection cannot be closed, and logs why', async () => {
    const { send, gateway, logger } = await fixture();
    gateway.disconnect = () => Promise.reject(new Error('unreachable'));
    for (let attempt = 0; attempt < 5; attempt += 1) await send().catch(() => undefined);
    await expect(send()).rejects.toMatchObject({ code: 'rate_limited' });
    expect(logger.lines).toContainEqual({
      level: 'error',
      message: 'connection not closed',
      fields: { reason: 'flooding', connectionId: 'ada' },
      error: new Error('unreachable'),
    });
  });

  it('ends a connection that a ban has missed, at its next message', async () => {
    const { send, moderationStates, clock, gateway } = await fixture();
    const until = clock.now() + 1_000;
    await moderationStates.sanction('ada', { bannedUntil: until });
    await expect(send()).rejects.toMatchObject({ code: 'banned', message: 'You are banned.' });
    expect(gateway.disconnected).toEqual(['ada']);
    expect(gateway.received('ada')).toEqual([{ type: 'bye', reason: 'banned', reconnect: false, until }]);
  });

  it('allows a user whose ban ends at this moment', async () => {
    const { send, moderationStates, clock } = await fixture();
    await moderationStates.sanction('ada', { bannedUntil: clock.now() });
    await expect(send()).resolves.toBeDefined();
  });

  it('reads no rules for a request without a room', async () => {
    const { moderation, caller, rules } = await fixture();
    rules.find = () => Promise.reject(new Error('read'));
    await expect(moderation.flood?.execute(caller, null)).resolves.toBeUndefined();
  });

  it('counts a message to a room that the user is not in, and says first that they are not', async () => {
    const { chat, caller, send, gateway } = await fixture();
    const stray = () => chat.sendMessage.execute({ ...caller, kind: 'message', room: 'tea', text: 'hi' });
    for (let count = 0; count < FLOOD.messages; count += 1)
      await expect(stray()).rejects.toMatchObject({ code: 'not_joined' });
    await expect(send()).rejects.toMatchObject({ code: 'rate_limited' });
    await expect(stray()).rejects.toMatchObject({ code: 'not_joined' });
    await expect(stray()).rejects.toMatchObject({ code: 'not_joined' });
    expect(gateway.disconnected).toEqual(['ada']);
  });

  it('does not start with limits that make no sense', () => {
    expect(() => moderatedChat({ flood: { messages: 10, window: 1_000, hardLimit: 10 } })).toThrow(
      RangeError,
    );
  });
});

describe('messages to large rooms', () => {
  const MEMBERS = 80;

  /** A lobby of many members, in which Ada may lead to so many posts a minute. */
  async function crowd(posts: number) {
    const parts = moderatedChat({ flood: { messages: 50, window: 10_000, hardLimit: 100, posts } });
    parts.clock.advance(60_000 - (parts.clock.now() % 60_000));
    const caller = await parts.connect(ada);
    for (let member = 1; member < MEMBERS; member += 1)
      await parts.connect(identityWith('eve'), `m${member}`);
    const send = (room?: string) =>
      parts.chat.sendMessage.execute({ ...caller, kind: 'message', text: 'hi', room });
    return { ...parts, caller, send };
  }

  it('weigh their posts: past those of a minute the next one waits, as long as it is told', async () => {
    const { send, clock } = await crowd(4 * MEMBERS);
    // The first finds out how large the room is; the last is allowed by what came before it.
    for (let count = 0; count < 1 + 5; count += 1) await send();
    const refused = await send().catch((error: { code: string; retryAfterMs: number }) => error);
    expect(refused).toMatchObject({
      code: 'rate_limited',
      message: 'Too many messages to large rooms; wait a moment.',
    });
    clock.advance(Object(refused).retryAfterMs - 1);
    await expect(send()).rejects.toMatchObject({ code: 'rate_limited' });
    clock.advance(60_000);
    await expect(send()).resolves.toBeDefined();
  });

  it('weigh in every process what one of them has found', async () => {
    const { chat, caller, rules, moderationStates, clock } = await crowd(10 * MEMBERS);
    await chat.sendMessage.execute({ ...caller, kind: 'message', text: 'hi' });
    expect(await rules.find('lobby')).toMatchObject({ members: MEMBERS });
    await floodControlOf({ ...chat.ports })?.execute(caller, 'lobby');
    const attempt = { userId: 'ada', room: 'lobby', at: clock.now(), window: 10_000, slowMode: 0 };
    expect((await moderationStates.recordAttempt(attempt)).posts).toEqual([MEMBERS, 0]);
  });

  it('do not keep a user from small rooms', async () => {
    const { send, chat, caller } = await crowd(MEMBERS);
    await chat.joinRoom.execute({ ...caller, room: 'tea' });
    for (let count = 0; count < 4; count += 1) await send().catch(() => undefined);
    await expect(send()).rejects.toMatchObject({ code: 'rate_limited' });
    await expect(send('tea')).resolves.toBeDefined();
  });
});

describe('a crowded room', () => {
  it('is for moderators and admins to send to, where the operator says so', async () => {
    const parts = moderatedChat({ crowdedFrom: 60 });
    const { connect, chat } = parts;
    const bob = await connect(identityWith('bob'));
    const moderator = await connect(identityWith('grace', 'moderator'));
    const say = (caller = bob, room?: string) =>
      chat.sendMessage.execute({ ...caller, kind: 'message', text: 'hi', room });
    await say();
    for (let member = 0; member < 60; member += 1) await connect(identityWith('eve'), `m${member}`);
    await say();
    await expect(say()).rejects.toMatchObject({ code: 'forbidden' });
    await expect(say(moderator)).resolves.toBeDefined();
    await chat.joinRoom.execute({ ...bob, room: 'tea' });
    await expect(say(bob, 'tea')).resolves.toBeDefined();
  });
});
