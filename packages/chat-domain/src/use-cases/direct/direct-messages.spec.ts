import { describe, expect, it } from '@jest/globals';
import { identityWith, moderatedChat } from '../../in-memory/index.js';
import { isMessagesEvent } from '../../model/server-event.js';
import { deleteMessageOf } from '../moderation/delete-message.js';
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

describe('a direct message that was reported', () => {
  async function reported() {
    const parts = await fixture();
    const { ada, chat, moderationStates, rules, audit, room, send } = parts;
    const sent = await send(ada, 'bob');
    const { seq, id } = sent;
    const find = async (messageId: string) => (messageId === id ? { room, seq } : null);
    const moderation = { moderationStates, rules, audit, reported: { find } };
    const erase = (caller: typeof ada, changes: object = {}) =>
      deleteMessageOf({ ...chat.ports, moderation }).execute({ ...caller, seq, id, ...changes });
    return { ...parts, sent, erase };
  }

  it('is deleted by a moderator, who names it by its id alone, and both users are told', async () => {
    const { erase, grace, entries, chat, bob, sent, audit } = await reported();
    expect(await erase(grace)).toEqual({ room: 'lobby' });
    expect(EVERYONE.map((who) => entries(who).length)).toEqual([2, 2, 2, 2, 0, 0]);
    const deletion = entries('bob').at(-1);
    expect(deletion).toMatchObject({ kind: 'deletion', target: { id: sent.id }, sender: { id: 'grace' } });
    expect(deletion).not.toHaveProperty('to');
    const page = await chat.listMessages.execute({ ...bob, with: 'ada' });
    expect(page.entries).toMatchObject([{ kind: 'tombstone', to: 'bob' }, { kind: 'deletion' }]);
    expect(audit.records).toMatchObject([{ action: 'deleteMessage', userId: 'ada', room: sent.room }]);
  });

  it('is out of reach in any other way', async () => {
    const { erase, grace, eve, bob } = await reported();
    await expect(erase(eve)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(erase(bob)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(erase(grace, { seq: 2 })).rejects.toMatchObject({ code: 'message_not_found' });
    await expect(erase(grace, { id: 'other' })).rejects.toMatchObject({ code: 'message_not_found' });
    await expect(erase(grace, { room: 'tea' })).rejects.toMatchObject({ code: 'message_not_found' });
    await expect(erase(grace, { with: 'ada' })).rejects.toMatchObject({ code: 'forbidden' });
  });
});
