import { describe, expect, it } from '@jest/globals';
import { createChat } from '../../create-chat.js';
import { identityOf, identityWith, intercept, moderatedChat } from '../../in-memory/index.js';
import { LIMITS } from '../../model/limits.js';
import type { UserRoomPorts } from '../../ports/chat-ports.js';
import { listRoomsOf } from './list-rooms.js';
import { markReadOf } from './mark-read.js';

/** Ada, who follows rooms, and Bob, who writes in them. */
async function fixture() {
  const parts = moderatedChat();
  const { chat, connect } = parts;
  const { userRooms } = chat.ports;
  if (userRooms === undefined) throw new TypeError('A chat in memory keeps lists of rooms.');
  const ports: UserRoomPorts = { ...chat.ports, userRooms };
  const ada = await connect(identityOf('ada'));
  const bob = await connect(identityWith('bob', 'moderator', 'room:private.board'));
  const say = async (room: string, count = 1, by = bob) => {
    await chat.joinRoom.execute({ ...by, room });
    for (let said = 0; said < count; said += 1)
      await chat.sendMessage.execute({ ...by, room, kind: 'message', text: 'hi' });
  };
  const follow = (room: string) => chat.joinRoom.execute({ ...ada, room, follow: true });
  const list = (options: { readonly limit?: number; readonly after?: string } = {}) =>
    listRoomsOf(ports).execute({ ...ada, ...options });
  const mark = async (room: string, seq: number) => {
    const epoch = (await chat.ports.messages.head(room))?.epoch ?? '';
    await markReadOf(ports).execute({ ...ada, room, upTo: { epoch, seq } });
  };
  const unread = async () => (await list()).rooms.map(({ room, unread: count }) => `${room} ${count}`);
  return { ...parts, ports, userRooms, ada, bob, say, follow, list, mark, unread };
}

describe('the rooms of a user', () => {
  it('are those that they follow, with what was written since, also while they are away', async () => {
    const { say, follow, unread, chat, ada, list } = await fixture();
    await say('tea', 3);
    await follow('tea');
    await chat.joinRoom.execute({ ...ada, room: 'den' });
    expect(await unread()).toEqual(['tea 0']);
    await chat.disconnect.execute(ada.connectionId);
    await say('tea', 2);
    expect(await list()).toEqual({
      rooms: [{ room: 'tea', epoch: expect.any(String), head: 5, read: 3, unread: 2 }],
    });
  });

  it('are followed by a mark, and no longer after leaving for good', async () => {
    const { say, mark, unread, chat, ada } = await fixture();
    await chat.joinRoom.execute({ ...ada, room: 'tea' });
    await say('tea', 4);
    await mark('tea', 1);
    expect(await unread()).toEqual(['tea 3']);
    await chat.leaveRoom.execute({ ...ada, room: 'tea' });
    await chat.leaveRoom.execute({ ...ada, room: 'tea', follow: true });
    expect(await unread()).toEqual(['tea 3']);
    await chat.leaveRoom.execute({ ...ada, room: 'tea', follow: false });
    expect(await unread()).toEqual([]);
  });

  it('keep their marks when they are followed again, and are written again after half a year', async () => {
    const { say, follow, unread, clock, userRooms, mark, chat, connect } = await fixture();
    await follow('lobby');
    await say('lobby', 5);
    await mark('lobby', 2);
    const until = async () => (await userRooms.find('ada', 'lobby'))?.keptUntil;
    const end = await until();
    clock.advance(1_000);
    await follow('lobby');
    expect(await unread()).toEqual(['lobby 3']);
    expect(await until()).toBe(end);
    clock.advance(LIMITS.followLife / 2);
    const later = await connect(identityOf('ada'), 'later');
    await chat.joinRoom.execute({ ...later, room: 'lobby', follow: true });
    expect(await until()).toBe(clock.now() + LIMITS.followLife);
    expect((await userRooms.find('ada', 'lobby'))?.mark).toMatchObject({ seq: 2 });
  });

  it('come in pages, in the order of their names', async () => {
    const { follow, list } = await fixture();
    for (const room of ['c', 'a', 'b']) await follow(room);
    const first = await list({ limit: 2 });
    expect(first.rooms.map(({ room }) => room)).toEqual(['a', 'b']);
    expect(first.next).toBe('b');
    const second = await list({ limit: 2, after: 'b' });
    expect(second.rooms.map(({ room }) => room)).toEqual(['c']);
    expect(second).not.toHaveProperty('next');
  });

  it('fit into one frame, however long their names are; the rest is on the next page', async () => {
    const { userRooms, list, clock } = await fixture();
    const end = clock.now() + 1_000;
    const rooms = Array.from({ length: 100 }, (_, index) => `dm.${String(index).padStart(43, '0')}`);
    const peer = { id: '数'.repeat(128), name: '据'.repeat(128) };
    for (const room of rooms) await userRooms.follow('ada', { room, peer }, end);
    const seen: string[] = [];
    for (let after: string | undefined; seen.length < 100;) {
      const page = await list({ limit: 100, ...(after !== undefined && { after }) });
      expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(32 * 1_024);
      seen.push(...page.rooms.map(({ room }) => room));
      after = page.next;
    }
    expect(seen).toEqual(rooms);
  });

  it.each([0, 101, 1.5])('are refused for a limit of %d', async (limit) => {
    const { list } = await fixture();
    await expect(list({ limit })).rejects.toMatchObject({ code: 'invalid_limit' });
  });

  it.each(['', 'x'.repeat(2_000), 'Private.board', 'a#b', '\0'])(
    'are refused for an after that no page had: %j',
    async (after) => {
      const { list } = await fixture();
      await expect(list({ after })).rejects.toMatchObject({ code: 'bad_request' });
    },
  );
});

describe('a private room', () => {
  it('is in the list of a guest as long as the invitation holds', async () => {
    const { say, follow, unread, moderation, bob, clock } = await fixture();
    const room = 'private.board';
    await say(room);
    const invite = (until?: number) => moderation.invite.execute({ ...bob, room, userId: 'ada', until });
    await invite(clock.now() + 60_000);
    await follow(room);
    expect(await unread()).toEqual(['private.board 0']);
    await invite(0);
    expect(await unread()).toEqual([]);
    await invite(clock.now() + 60_000);
    expect(await unread()).toEqual(['private.board 0']);
    clock.advance(60_000);
    expect(await unread()).toEqual([]);
  });

  it('is in the list of those alone whose roles open it now', async () => {
    const { userRooms, ports, connect, clock } = await fixture();
    const room = 'private.board';
    await userRooms.follow('eve', { room }, clock.now() + 60_000);
    const eve = await connect(identityOf('eve'));
    const rooms = async (roles: readonly string[]) =>
      (await listRoomsOf(ports).execute({ ...eve, identity: identityOf('eve', { roles }) })).rooms;
    expect(await rooms([])).toEqual([]);
    expect(await rooms(['room:private.other'])).toEqual([]);
    expect(await rooms([`room:${room}`])).toMatchObject([{ room }]);
  });
});

describe('a count of unread messages', () => {
  it('is of all messages where the room began anew', async () => {
    const { follow, say, mark, unread, list, chat } = await fixture();
    await follow('tea');
    await say('tea', 3);
    await mark('tea', 3);
    await chat.ports.messages.startEpoch('tea', 'later');
    expect(await unread()).toEqual(['tea 3']);
    expect((await list()).rooms).toMatchObject([{ epoch: 'later', read: 0 }]);
    await mark('tea', 3);
    expect(await unread()).toEqual(['tea 0']);
  });

  it('reads the head once more where what it read is older than the mark', async () => {
    const { follow, say, mark, chat, ports, ada } = await fixture();
    await follow('tea');
    await say('tea', 3);
    const old = await chat.ports.messages.heads(['tea']);
    await say('tea', 2);
    const stale = (heads: typeof old) => {
      const messages = intercept(chat.ports.messages, ({ method, proceed }) =>
        method === 'recentHeads' ? Promise.resolve(heads) : proceed(),
      );
      return listRoomsOf({ ...ports, messages }).execute(ada);
    };
    await mark('tea', 5);
    expect((await stale(old)).rooms).toMatchObject([{ head: 5, read: 5, unread: 0 }]);
    await chat.ports.messages.startEpoch('tea', 'later');
    await mark('tea', 4);
    expect((await stale(old)).rooms).toMatchObject([{ epoch: 'later', head: 5, read: 4, unread: 1 }]);
    expect((await stale([])).rooms).toMatchObject([{ epoch: 'later', head: 5, read: 4, unread: 1 }]);
  });

  it('is none of a room whose log has been deleted', async () => {
    const { follow, say, mark, list, messages, clock } = await fixture();
    await follow('tea');
    await say('tea', 3);
    await mark('tea', 1);
    messages.deleteExpired(clock.now() + 60 * 24 * 3_600_000);
    expect(await list()).toEqual({ rooms: [{ room: 'tea', head: 0, read: 0, unread: 0 }] });
  });
});

describe('a server that keeps no lists of rooms', () => {
  it('refuses to follow, and joins without', async () => {
    const { chat, ada } = await fixture();
    const { joinRoom, rooms } = createChat({ ...chat.ports, userRooms: undefined });
    await expect(joinRoom.execute({ ...ada, room: 'tea', follow: true })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(joinRoom.execute({ ...ada, room: 'tea', follow: false })).resolves.toBeDefined();
    expect(rooms).toBeUndefined();
  });
});
