import { describe, expect, it } from '@jest/globals';
import { identityWith, InMemoryUserDataRepository, intercept, moderatedChat } from '../../in-memory/index.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import { appendEntryOf } from '../changes/append-entry.js';
import { eraseUserOf } from './erase-user.js';

/** Ada has done all that a user can do; Bob has, too; Grace moderates. */
async function fixture() {
  const parts = moderatedChat({ flood: { messages: 100, window: 10_000, hardLimit: 1_000 } });
  const { chat, moderation, connect } = parts;
  const userData = new InMemoryUserDataRepository(parts);
  const ada = await connect({ ...identityWith('ada'), name: 'Ada Lovelace' });
  const bob = await connect(identityWith('bob'));
  const grace = await connect(identityWith('grace', 'moderator', 'admin'));
  const say = (who: typeof ada, text: string, more: object = {}) =>
    chat.sendMessage.execute({ ...who, kind: 'message', text, ...more });
  for (const who of [ada, bob, grace]) await chat.joinRoom.execute({ ...who, room: 'tea', follow: true });
  const bobs = await say(bob, 'from bob', { room: 'tea' });
  await say(ada, 'bare', { room: 'tea' });
  const own = await say(ada, 'with id', { room: 'tea', clientMessageId: 'a1' });
  await chat.editMessage.execute({ ...ada, room: 'tea', seq: own.seq, id: own.id, text: 'edited' });
  await chat.react.execute({ ...ada, room: 'tea', seq: bobs.seq, id: bobs.id, reaction: '👍' });
  await chat.react.execute({ ...bob, room: 'tea', seq: bobs.seq, id: bobs.id, reaction: '👍' });
  const gone = await say(ada, 'deleted', { room: 'tea' });
  await moderation.deleteMessage.execute({ ...ada, room: 'tea', seq: gone.seq, id: gone.id });
  await appendEntryOf(chat.ports).execute(ada, { room: 'tea', kind: 'acme.poll', data: { by: 'ada' } });
  await say(ada, 'hello bob', { with: 'bob' });
  await say(bob, 'hello you', { with: 'ada' });
  for (const clientMessageId of [undefined, 'o-1']) {
    const as = { id: 'ada', name: 'Ada Lovelace' };
    await chat.publishMessage.execute({ as, room: 'tea', text: 'published', clientMessageId });
  }
  await chat.block.execute({ ...ada, userId: 'eve' });
  await moderation.invite.execute({ ...grace, room: 'private.board', userId: 'ada' });
  const erase = (replaced: Partial<ChatPorts> = {}, more: object = {}) => {
    const ports = { ...chat.ports, ...replaced, userRooms: parts.userRooms, userData, timer: parts.clock };
    const { moderationStates, rules } = parts;
    const useCase = eraseUserOf({ ...ports, moderation: { moderationStates, rules } });
    return useCase.execute({ userId: 'ada', settle: 0, ...more });
  };
  const logs = async () => {
    const range = { from: 1, to: 99, order: 'ascending', limit: 99, reactions: true } as const;
    const direct = (await parts.userRooms.list('bob', { limit: 9 })).rooms.map(({ room }) => room);
    const rooms = ['tea', 'lobby', ...direct];
    return Promise.all(rooms.map((room) => parts.messages.read(room, range)));
  };
  return { ...parts, ada, bob, grace, bobs, erase, logs, userData };
}

describe('an erasure', () => {
  it('leaves no name, id or text of the user in any log, and keeps what others wrote', async () => {
    const { erase, logs, messages, bobs, userRooms } = await fixture();
    const before = (await userRooms.list('bob', { limit: 9 })).rooms.find(({ peer }) => peer !== undefined);
    const report = await erase();
    const all = [...(await logs()), await messages.read(before?.room ?? '', range)];
    expect(JSON.stringify(all)).not.toMatch(/ada|Ada|bare|with id|edited|published|hello bob/);
    expect(JSON.stringify(all)).toMatch(/from bob.*hello you/);
    expect(await messages.reactions('tea', bobs)).toMatchObject([{ userId: 'bob' }]);
    expect(report.erased).toEqual({
      ...{ messages: 6, deletions: 1, changes: 3, records: 10, received: 1, follows: 2, peers: 1 },
      ...{ invitations: 1, blocks: 1, connections: 1, rooms: 2 },
    });
  });

  it('leaves no row of the user, and a ban that outlives their tokens', async () => {
    const { erase, userRooms, userData, blocks, rules, connections, moderationStates, clock } =
      await fixture();
    const { bannedUntil } = await erase();
    expect((await userRooms.list('ada', { limit: 9 })).rooms).toEqual([]);
    expect(await userData.records('ada', { limit: 9 })).toEqual({ records: [] });
    expect(await blocks.blockedBy('ada')).toEqual([]);
    expect(await rules.invitedUntil('private.board', 'ada')).toBeNull();
    expect(await connections.connectionsOf('ada')).toEqual([]);
    expect((await moderationStates.find('ada'))?.bannedUntil).toBe(bannedUntil);
    expect(bannedUntil).toBe(clock.now() + 30 * 86_400_000);
    expect((await userRooms.list('bob', { limit: 9 })).rooms).toMatchObject([{ room: 'tea' }]);
  });

  it('tells the open clients of each room once, and the other user of a direct room', async () => {
    const { erase, gateway, clock } = await fixture();
    await erase();
    const told = gateway.received('bob').filter(({ type }) => type === 'erased');
    expect(told).toHaveLength(2);
    expect(told).toContainEqual({ type: 'erased', room: 'tea', userId: 'ada', sentAt: clock.now() });
    expect(gateway.received('grace').filter(({ type }) => type === 'erased')).toHaveLength(1);
  });

  it('waits until what was in flight at the ban has ended', async () => {
    const { erase, logs, clock, chat, ada } = await fixture();
    const running = erase({}, { settle: 35_000 });
    await clock.elapse(34_999);
    expect(JSON.stringify(await logs())).toContain('bare');
    await expect(chat.sendMessage.execute({ ...ada, kind: 'message', text: 'late' })).rejects.toThrow();
    await clock.elapse(1);
    await running;
    expect(JSON.stringify(await logs())).not.toContain('bare');
  });

  it.each([1, 4, 9, 14])('that was interrupted at read %s is finished by the next one', async (nth) => {
    const { erase, logs, messages, userRooms, userData } = await fixture();
    const direct = (await userRooms.list('ada', { limit: 9 })).rooms.map(({ room }) => room);
    let calls = 0;
    const failing = intercept(messages, ({ method, proceed }) => {
      if (method === 'find') calls += 1;
      return calls > nth ? Promise.reject(new Error('killed')) : proceed();
    });
    await erase({ messages: failing }).catch(() => undefined);
    await erase();
    const all = [...(await logs()), ...(await Promise.all(direct.map((room) => messages.read(room, range))))];
    expect(JSON.stringify(all)).not.toMatch(/ada|Ada|bare|with id|edited|published|hello bob/);
    expect(await userData.records('ada', { limit: 9 })).toEqual({ records: [] });
    expect((await userRooms.list('ada', { limit: 9 })).rooms).toEqual([]);
  });

  it('does nothing again, and refuses what is no user id', async () => {
    const { erase } = await fixture();
    const { erased } = await erase();
    expect((await erase()).erased).toEqual(Object.fromEntries(Object.keys(erased).map((what) => [what, 0])));
    await expect(erase({}, { userId: '' })).rejects.toThrow(expect.objectContaining({ code: 'bad_request' }));
  });

  it('of a restored store tells no client, waits for nothing, and erases the same', async () => {
    const { erase, gateway, logs, connections, clock } = await fixture();
    const start = clock.now();
    const seen = gateway.received('bob').length;
    await erase({}, { isRestored: true, settle: 35_000 });
    expect(gateway.received('bob')).toHaveLength(seen);
    expect(clock.now()).toBe(start);
    expect(await connections.connectionsOf('ada')).toEqual([]);
    expect(JSON.stringify(await logs())).not.toMatch(/bare|Ada/);
  });
});

const range = { from: 1, to: 99, order: 'ascending', limit: 99 } as const;
