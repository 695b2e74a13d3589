import { describe, expect, it } from '@jest/globals';
import { moderatedChat } from '../../in-memory/index.js';
import { LIMITS } from '../../model/limits.js';
import { unreadIn } from '../../model/rooms/unread.js';
import { FollowRoom } from './follow-room.js';

/** A room of which Ada becomes a follower. */
function fixture() {
  const { chat, clock, messages } = moderatedChat();
  const { userRooms } = chat.ports;
  if (userRooms === undefined) throw new TypeError('A chat in memory keeps lists of rooms.');
  const followRoom = new FollowRoom({ userRooms, messages, clock });
  const reserve = (isMessage: boolean) =>
    messages.reserveNext('tea', 'e', clock.now(), undefined, isMessage ? 'message' : 'other');
  const put = async (isMessage: boolean) => {
    const { seq, reservedAt, nonMessages = 0 } = await reserve(isMessage);
    const base = { seq, reservedAt, expiresAt: reservedAt + 9e9, id: `m${seq}`, nonMessages };
    const [sender, target] = [
      { id: 'bob', name: 'Bob' },
      { seq: 1, id: 'm1' },
    ];
    const kind = isMessage ? { kind: 'message' as const, text: 'hi' } : { kind: 'deletion' as const, target };
    await messages.append('tea', { ...base, sender, ...kind });
  };
  const follow = async () => followRoom.execute('ada', await messages.getOrCreate('tea', 'e', clock.now()));
  const unread = async () => {
    const [head, row] = [await messages.head('tea'), await userRooms.find('ada', 'tea')];
    return head === null ? null : unreadIn(head, row?.mark);
  };
  return { clock, messages, userRooms, reserve, put, follow, unread };
}

describe('a new follower', () => {
  it('has read what the room had before, of whatever kinds', async () => {
    const { put, follow, unread } = fixture();
    for (const isMessage of [true, false, true]) await put(isMessage);
    await follow();
    expect(await unread()).toBe(0);
    await put(true);
    await put(false);
    expect(await unread()).toBe(1);
  });

  it('has not read what is being stored, nor a room without an entry', async () => {
    const { put, reserve, follow, unread, userRooms } = fixture();
    await reserve(false);
    await reserve(true);
    await follow();
    expect((await userRooms.find('ada', 'tea'))?.mark).toEqual({ epoch: 'e', seq: 0, nonMessages: 0 });
    expect(await unread()).toBe(1);
    await put(true);
    expect(await unread()).toBe(2);
  });

  it('has read all of a room whose entries have expired', async () => {
    const { put, follow, unread, clock } = fixture();
    await put(false);
    await put(true);
    clock.advance(1e10);
    await follow();
    expect(await unread()).toBe(0);
    await put(true);
    expect(await unread()).toBe(1);
  });
});

describe('following once more', () => {
  it('writes nothing for half a year, and keeps the mark after that', async () => {
    const { put, follow, unread, userRooms, clock } = fixture();
    await follow();
    const first = await userRooms.find('ada', 'tea');
    await put(true);
    clock.advance(LIMITS.followLife / 2 - 1);
    await follow();
    expect(await userRooms.find('ada', 'tea')).toEqual(first);
    clock.advance(1);
    await follow();
    expect(await userRooms.find('ada', 'tea')).toEqual({
      ...first,
      keptUntil: clock.now() + LIMITS.followLife,
    });
    expect(await unread()).toBe(1);
  });

  it('keeps a later mark that another device has set meanwhile', async () => {
    const { put, userRooms, messages, clock } = fixture();
    await put(true);
    const head = await messages.getOrCreate('tea', 'e', clock.now());
    await put(true);
    const mark = { epoch: 'e', seq: 2, nonMessages: 0 };
    const slow = {
      find: async () => {
        await userRooms.mark('ada', 'tea', mark, { known: null, keptUntil: clock.now() + 1_000 });
        return null;
      },
      mark: userRooms.mark.bind(userRooms),
      follow: userRooms.follow.bind(userRooms),
    };
    await new FollowRoom({ userRooms: slow, messages, clock }).execute('ada', head);
    expect(await userRooms.find('ada', 'tea')).toMatchObject({ mark });
  });
});
