import { describe, expect, it } from '@jest/globals';
import { createChat } from '../../create-chat.js';
import { identityWith, moderatedChat } from '../../in-memory/index.js';
import { LIMITS } from '../../model/limits.js';
import { isMessagesEvent } from '../../model/server-event.js';
import { directRoom } from './direct-room.js';

/** Ada on two connections, Bob on two, Eve, and Grace, a moderator. */
async function fixture(settings: Parameters<typeof moderatedChat>[0] = {}) {
  const parts = moderatedChat(settings);
  const { chat, connect, gateway } = parts;
  const [ada, bob] = [identityWith('ada'), identityWith('bob')];
  const callers = {
    ada: await connect(ada),
    ada2: await connect(ada, 'ada2'),
    bob: await connect(bob),
    bob2: await connect(bob, 'bob2'),
    eve: await connect(identityWith('eve')),
    grace: await connect(identityWith('grace', 'moderator', 'admin')),
  };
  const send = (caller: { identity: typeof ada; connectionId: string }, other: string, more: object = {}) =>
    chat.sendMessage.execute({ ...caller, kind: 'message', with: other, text: 'psst', ...more });
  const entries = (connectionId: string) =>
    gateway.received(connectionId).flatMap((event) => (isMessagesEvent(event) ? event.entries : []));
  const room = directRoom(chat.ports.digest, 'ada', 'bob');
  return { ...parts, ...callers, send, entries, room };
}

const EVERYONE = ['ada', 'ada2', 'bob', 'bob2', 'eve', 'grace'];

describe('a direct message', () => {
  it('reaches each connection of both users, and no third one', async () => {
    const { ada, send, entries, room, gateway } = await fixture();
    const receipt = await send(ada, 'bob');
    expect(receipt).toMatchObject({ room, with: 'bob', seq: 1, duplicate: false });
    const counts = EVERYONE.map((id) => entries(id).length);
    expect(counts).toEqual([1, 1, 1, 1, 0, 0]);
    expect(gateway.received('bob')).toMatchObject([
      { type: 'messages', room, entries: [{ text: 'psst', sender: { id: 'ada' }, to: 'bob' }] },
    ]);
  });

  it('is read by both users, and by no third one, whatever the role', async () => {
    const { ada, bob, eve, grace, chat, send, room } = await fixture();
    await send(ada, 'bob');
    await send(bob, 'ada');
    for (const [caller, other] of [[ada, 'bob'] as const, [bob, 'ada'] as const]) {
      const page = await chat.listMessages.execute({ ...caller, with: other });
      expect(page).toMatchObject({ room, with: other, entries: [{ to: 'bob' }, { to: 'ada' }] });
    }
    for (const caller of [eve, grace]) {
      const refused = chat.listMessages.execute({ ...caller, room });
      await expect(refused).rejects.toMatchObject({ code: 'forbidden' });
      const own = await chat.listMessages.execute({ ...caller, with: 'bob' });
      expect(own.entries).toEqual([]);
    }
  });

  it('spares the connection that asked for no echo, and no other of its user', async () => {
    const { ada, send, entries } = await fixture();
    const { entry } = await send(ada, 'bob', { echo: false });
    expect(EVERYONE.map((id) => entries(id).length)).toEqual([0, 1, 1, 1, 0, 0]);
    expect(entry).toMatchObject({ text: 'psst', to: 'bob' });
  });

  it('is pushed to no connection whose token has expired', async () => {
    const { connect, ada, send, entries, clock } = await fixture();
    await connect({ ...identityWith('bob'), expiresAt: clock.now() + 5 }, 'brief');
    await send(ada, 'bob');
    clock.advance(5);
    await send(ada, 'bob');
    expect([entries('brief').length, entries('bob').length]).toEqual([1, 2]);
  });

  it('is accepted for a user who was never seen, and found by them later', async () => {
    const { ada, send, chat, connect } = await fixture();
    await send(ada, 'zoe');
    const zoe = await connect(identityWith('zoe'));
    const { entries } = await chat.listMessages.execute({ ...zoe, with: 'ada' });
    expect(entries).toMatchObject([{ text: 'psst', to: 'zoe' }]);
  });

  it('deletes all rows of a connection that is gone', async () => {
    const { ada, send, gateway, connections } = await fixture();
    gateway.setGone('bob2');
    await send(ada, 'bob');
    expect(await connections.connectionsOf('bob')).toEqual(['bob']);
    expect(await connections.find('bob2')).toBeNull();
  });

  it('is acknowledged and reaches the one user when the connections of the other cannot be read', async () => {
    const { ada, send, entries, connections, logger } = await fixture();
    const { recipientsOf } = connections;
    connections.recipientsOf = (userId) =>
      userId === 'ada' ? Promise.reject(new Error('cut off')) : recipientsOf.call(connections, userId);
    await expect(send(ada, 'bob')).resolves.toMatchObject({ seq: 1 });
    expect(entries('bob')).toHaveLength(1);
    expect(logger.lines.at(-2)).toMatchObject({ level: 'error', message: 'broadcast failed' });
  });

  it('counts for flood control, and has no slow mode of the lobby', async () => {
    const { ada, send, moderation, grace } = await fixture({
      flood: { messages: 2, window: 9_000, hardLimit: 9 },
    });
    await moderation.slowMode.execute({ ...grace, interval: 60_000 });
    await send(ada, 'bob');
    await send(ada, 'bob');
    await expect(send(ada, 'bob')).rejects.toMatchObject({ code: 'rate_limited' });
  });

  it('is not for a muted user', async () => {
    const { ada, send, moderation, grace } = await fixture({
      flood: { messages: 8, window: 9_000, hardLimit: 9 },
    });
    await moderation.mute.execute({ ...grace, userId: 'ada' });
    await expect(send(ada, 'bob')).rejects.toMatchObject({ code: 'muted' });
  });

  it('is allowed or refused by the policy, which knows both users', async () => {
    const { ada, bob, send } = await fixture({
      policy: {
        access: ({ userId }, action, _room, withUser) =>
          action === 'sendMessage' && withUser === 'bob' && userId === 'ada' ? 'granted' : 'refused',
      },
    });
    await expect(send(ada, 'bob')).resolves.toMatchObject({ seq: 1 });
    await expect(send(bob, 'ada')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(send(ada, 'eve')).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('deleting a direct message', () => {
  it('is for its sender, and tells each connection of both', async () => {
    const { ada, send, entries, chat, moderation, bob, room } = await fixture();
    const { seq, id } = await send(ada, 'bob');
    const done = await moderation.deleteMessage.execute({ ...ada, with: 'bob', seq, id });
    expect(done).toEqual({ room, with: 'bob' });
    for (const who of ['ada', 'ada2', 'bob', 'bob2']) {
      expect(entries(who).at(-1)).toMatchObject({ kind: 'deletion', target: { seq, id }, to: 'bob' });
    }
    const page = await chat.listMessages.execute({ ...bob, with: 'ada' });
    expect(page.entries).toMatchObject([{ kind: 'tombstone', to: 'bob' }, { kind: 'deletion' }]);
    expect(JSON.stringify(page)).not.toContain('psst');
  });

  it('is forbidden to the other user, to a third one and to moderators', async () => {
    const { ada, bob, eve, grace, send, moderation, room } = await fixture();
    const { seq, id } = await send(ada, 'bob');
    const erase = moderation.deleteMessage;
    for (const reference of [
      { ...bob, with: 'ada' },
      { ...eve, with: 'ada' },
      { ...eve, with: 'bob' },
      { ...grace, with: 'ada' },
      { ...grace, room },
      { ...ada, room },
    ]) {
      await expect(erase.execute({ ...reference, seq, id })).rejects.toMatchObject({ code: 'forbidden' });
    }
  });
});

describe('the list of rooms', () => {
  it('has the direct room of both users before a message is in it', async () => {
    const { ada, send, userRooms, messages, room } = await fixture();
    const { append } = messages;
    messages.append = async (...entry) => {
      expect(await userRooms.find('bob', room)).toMatchObject({ room, peer: { id: 'ada', name: 'ADA' } });
      expect(await userRooms.find('ada', room)).toMatchObject({ room, peer: { id: 'bob' } });
      return append.apply(messages, entry);
    };
    await send(ada, 'bob');
    expect.assertions(2);
  });

  it('is written by the first message of each user, and again only as the rows would end', async () => {
    const { ada, bob, send, userRooms, clock, room } = await fixture({ retention: DAY });
    const written: string[] = [];
    const { follow } = userRooms;
    userRooms.follow = (userId, ...rest) => {
      written.push(userId);
      return follow.call(userRooms, userId, ...rest);
    };
    for (const text of ['1', '2', '3']) await send(ada, 'bob', { text });
    expect(written).toEqual(['bob', 'ada']);
    for (const text of ['1', '2', '3']) await send(bob, 'ada', { text });
    expect(written.slice(2)).toEqual(['ada', 'bob']);
    expect(await userRooms.find('ada', room)).toMatchObject({ room, peer: { id: 'bob', name: 'BOB' } });
    clock.advance(LIMITS.followLife - 2 * DAY);
    await send(ada, 'bob');
    expect(written).toHaveLength(4);
    clock.advance(DAY + 1);
    // The rows would end before this message does.
    await send(ada, 'bob');
    expect(written.slice(4)).toEqual(['bob', 'ada']);
    clock.advance(DAY - 1);
    expect(await userRooms.find('bob', room)).not.toBeNull();
  });

  it('keeps a message back until both rows are there, and a retry stores it', async () => {
    const { ada, bob, chat, send, userRooms } = await fixture();
    const { follow } = userRooms;
    userRooms.follow = () => Promise.reject(new Error('cut off'));
    const retried = { clientMessageId: 'm-1' };
    await expect(send(ada, 'bob', retried)).rejects.toThrow('cut off');
    expect((await chat.listMessages.execute({ ...bob, with: 'ada' })).entries).toEqual([]);
    userRooms.follow = follow;
    await expect(send(ada, 'bob', retried)).resolves.toMatchObject({ seq: 1 });
  });

  it('is an option of the chat: without it direct messages work as well', async () => {
    const { ada, bob, chat } = await fixture();
    const lean = createChat({ ...chat.ports, userRooms: undefined });
    await lean.sendMessage.execute({ ...ada, kind: 'message', with: 'bob', text: 'psst' });
    expect((await lean.listMessages.execute({ ...bob, with: 'ada' })).entries).toHaveLength(1);
  });
});

const DAY = 24 * 3_600_000;
