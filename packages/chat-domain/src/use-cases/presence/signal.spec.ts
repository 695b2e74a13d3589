import { describe, expect, it } from '@jest/globals';
import { createChat } from '../../create-chat.js';
import { identityOf, identityWith, intercept, moderatedChat } from '../../in-memory/index.js';
import type { ChatSettings } from '../../model/chat-settings.js';
import { SIGNAL_LIMITS } from '../../model/signal-limits.js';
import { DEFAULT_FLOOD_LIMITS } from '../../model/moderation/flood-limits.js';

/** Ada over two connections, and Bob, in a room. */
async function room(settings: ChatSettings = {}) {
  const fixture = moderatedChat(settings);
  const { chat, connect, gateway } = fixture;
  const enter = async (userId: string, connectionId = userId) => {
    const caller = await connect(identityOf(userId), connectionId);
    await chat.joinRoom.execute({ ...caller, room: 'tea' });
    return caller;
  };
  const ada = await enter('ada');
  await enter('ada', 'ada-phone');
  await enter('bob');
  const signal = (changes: object = {}) =>
    chat.signal.execute({ ...ada, room: 'tea', event: 'typing', data: true, ...changes });
  const heard = (id: string) => gateway.received(id).filter(({ type }) => type === 'signal');
  return { ...fixture, enter, ada, signal, heard };
}

describe('a signal', () => {
  it('reaches every other connection in the room, and no other', async () => {
    const { clock, connect, signal, heard } = await room();
    await connect(identityOf('eve'));
    await signal();
    const typing = {
      type: 'signal',
      room: 'tea',
      event: 'typing',
      data: true,
      sender: { id: 'ada', name: 'ada' },
      sentAt: clock.now(),
    };
    expect(heard('bob')).toEqual([typing]);
    expect(heard('ada-phone')).toEqual([typing]);
    expect([...heard('ada'), ...heard('eve')]).toEqual([]);
  });

  it('is in no log, and writes nothing', async () => {
    const { chat, ada, connections, messages } = await room();
    const calls: string[] = [];
    const recorded = <Port extends object>(port: Port): Port =>
      intercept(port, ({ method, proceed }) => {
        calls.push(method);
        return proceed();
      });
    const ports = { ...chat.ports, connections: recorded(connections), messages: recorded(messages) };
    await createChat(ports).signal.execute({ ...ada, room: 'tea', event: 'acme.cursor' });
    expect(calls.sort()).toEqual(['find', 'head', 'members']);
  });

  it('takes data of any kind, or none', async () => {
    const { signal, heard } = await room();
    for (const data of [{ line: 12 }, [null], 'x', 0, null, undefined])
      await signal({ event: 'acme.cursor', data });
    expect(heard('bob')).toMatchObject([
      { data: { line: 12 } },
      { data: [null] },
      { data: 'x' },
      { data: 0 },
      { data: null },
      { event: 'acme.cursor' },
    ]);
    expect(heard('bob').at(-1)).not.toHaveProperty('data');
  });

  it('is tried once for each connection, and deletes those that are gone', async () => {
    const { chat, enter, gateway, signal, heard } = await room();
    await enter('cid');
    await enter('dan');
    gateway.setFailing('bob');
    gateway.setOpening('cid');
    gateway.setGone('dan');
    await signal();
    expect(['bob', 'cid', 'dan'].map((id) => gateway.attempts(id))).toEqual([1, 1, 1]);
    expect(heard('ada-phone')).toHaveLength(1);
    expect(await chat.ports.connections.find('dan')).toBeNull();
    expect(await chat.ports.connections.find('bob')).not.toBeNull();
  });

  it.each([
    ['bad_request', { event: '' }],
    ['bad_request', { event: '1st' }],
    ['bad_request', { event: 'x'.repeat(65) }],
    ['bad_request', { event: 'acme.größe' }],
    ['bad_request', { event: 'constructor()' }],
    ['bad_request', { data: 'true' }],
    ['bad_request', { data: undefined }],
    ['bad_request', { event: 'acme.x', data: 'x'.repeat(SIGNAL_LIMITS.signalDataBytes - 1) }],
    ['bad_request', { event: 'acme.x', data: 'ß'.repeat(SIGNAL_LIMITS.signalDataBytes / 2) }],
    ['bad_request', { event: 'acme.x', data: JSON.parse('['.repeat(9_000) + ']'.repeat(9_000)) }],
    ['invalid_room', { room: 'Tea!' }],
    ['forbidden', { room: 'dm.x' }],
    ['not_joined', { room: 'coffee' }],
    ['not_joined', { room: 'private.board' }],
    ['connection_gone', { connectionId: 'bob' }],
  ])('is rejected: %s', async (code, change) => {
    const { signal, heard } = await room();
    await expect(signal(change)).rejects.toMatchObject({ code, message: expect.stringMatching(/\w/) });
    expect(heard('bob')).toEqual([]);
  });

  it('is sent in a room of a hundred users, over two connections each, and of no more', async () => {
    const { enter, signal, heard } = await room();
    for (let user = 3; user <= SIGNAL_LIMITS.signalUsers; user += 1) {
      await enter(`user-${user}`);
      await enter(`user-${user}`, `phone-${user}`);
    }
    await enter('bob', 'bob-phone');
    await signal();
    expect(heard('phone-100')).toHaveLength(1);
    await enter('bob', 'bob-watch');
    await expect(signal()).rejects.toMatchObject({ code: 'room_too_large', retryable: false });
  });

  it('is not sent in a room of a hundred and one users', async () => {
    const { enter, signal } = await room();
    for (let user = 3; user <= SIGNAL_LIMITS.signalUsers + 1; user += 1) await enter(`user-${user}`);
    await expect(signal()).rejects.toMatchObject({ code: 'room_too_large' });
  });

  it('reaches the members of all shards', async () => {
    const { enter, messages, signal, heard } = await room();
    await messages.doubleShards('tea', 1);
    const late = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'];
    for (const id of late) await enter(id);
    await signal();
    for (const id of [...late, 'bob']) expect(heard(id)).toHaveLength(1);
  });
});

describe('a user who signals', () => {
  const flood = DEFAULT_FLOOD_LIMITS;

  it('may not while muted, and may again after that', async () => {
    const { moderation, moderationStates, connect, clock, signal, heard } = await room({ flood });
    const until = clock.now() + 60_000;
    await moderation.mute.execute({
      ...(await connect(identityWith('mod', 'moderator'))),
      userId: 'ada',
      until,
    });
    await expect(signal()).rejects.toMatchObject({ code: 'muted', retryable: true, retryAfterMs: 60_000 });
    clock.advance(60_000);
    await signal();
    await moderationStates.sanction('ada', { bannedUntil: clock.now() + 1 });
    await expect(signal()).rejects.toMatchObject({ code: 'banned' });
    expect(heard('bob')).toHaveLength(1);
  });

  it('may in spite of a mute that does not hold for admins, nor without flood control', async () => {
    const { moderationStates, clock, chat, ada, signal, heard } = await room();
    await moderationStates.sanction('ada', { mutedUntil: clock.now() + 60_000 });
    await signal();
    const limited = createChat(chat.ports, { flood });
    const admin = identityOf('ada', { roles: ['admin'] });
    await limited.signal.execute({ ...ada, identity: admin, room: 'tea', event: 'typing', data: true });
    expect(heard('bob')).toHaveLength(2);
  });

  it('spends frames by the posts that the signal makes', async () => {
    const { enter, signal, clock } = await room({ frames: { frames: 300, hardLimit: 600 } });
    for (let user = 3; user <= SIGNAL_LIMITS.signalUsers; user += 1) await enter(`user-${user}`);
    // A hundred other connections weigh ten frames, and two handshakes as much.
    for (let sent = 1; sent <= 29; sent += 1) {
      await signal();
      clock.advance(500);
    }
    await expect(signal()).rejects.toMatchObject({ code: 'rate_limited', retryable: true });
  });

  it('is reported to the store by a chance that grows with the posts, and never as more than fifty frames', async () => {
    const reported: number[] = [];
    let chance = 1 / 2;
    const { chat, ada, enter, moderationStates, rules, audit } = await room();
    for (let user = 3; user <= SIGNAL_LIMITS.signalUsers; user += 1) await enter(`user-${user}`);
    const counting = intercept(moderationStates, ({ method, args, proceed }) => {
      if (method === 'recordFrames') reported.push(framesIn(args[0]));
      return proceed();
    });
    const moderation = { rules, audit, moderationStates: counting };
    const { signal } = createChat(
      { ...chat.ports, moderation, random: () => chance },
      { frames: { frames: 300, hardLimit: 600 } },
    );
    for (chance of [0.21, 0.19]) await signal.execute({ ...ada, room: 'tea', event: 'acme.x' });
    expect(reported).toEqual([50]);
  });
});

describe('a process that makes too many such posts', () => {
  it('drops signals, until there is room again', async () => {
    const { enter, signal, heard, clock, logger } = await room();
    for (let user = 3; user <= SIGNAL_LIMITS.signalUsers; user += 1) await enter(`user-${user}`);
    for (let sent = 1; sent <= 21; sent += 1) await signal();
    expect(heard('bob')).toHaveLength(20);
    expect(logger.lines).toContainEqual({
      level: 'info',
      message: 'dropped',
      fields: { room: 'tea', event: 'signal', posts: 100 },
    });
    clock.advance(100);
    await signal();
    expect(heard('bob')).toHaveLength(21);
  });
});

function framesIn(count: unknown): number {
  return typeof count === 'object' && count !== null && 'frames' in count ? Number(count.frames) : NaN;
}
