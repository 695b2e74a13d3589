import { describe, expect, it } from '@jest/globals';
import { identityOf, identityWith, moderatedChat } from '../../in-memory/index.js';
import { browseRoomsOf } from './browse-rooms.js';

async function fixture() {
  const parts = moderatedChat();
  const ada = await parts.connect(identityOf('ada'));
  const grace = await parts.connect(identityWith('grace', 'moderator'));
  const browse = (after?: string) => browseRoomsOf(parts.chat.ports).execute({ ...ada, after });
  const make = (room: string) => parts.chat.joinRoom.execute({ ...grace, room });
  return { ...parts, browse, make };
}

describe('browsing', () => {
  it('shows public rooms by name, and neither the lobby nor a private room', async () => {
    const { browse, make } = await fixture();
    for (const room of ['tea', 'lobby', 'private.board', 'den']) await make(room);
    const { rooms, next } = await browse();
    expect(rooms.map(({ room }) => room).sort()).toEqual(['den', 'tea']);
    expect(next).toBeUndefined();
  });

  it('goes on where a page ended, and shows each room once', async () => {
    const { browse, messages, clock } = await fixture();
    const all = Array.from({ length: 105 }, (_, index) => `room-${String(index).padStart(3, '0')}`);
    for (const room of all) await messages.getOrCreate(room, 'e', clock.now());
    const first = await browse();
    expect(first.rooms).toHaveLength(100);
    const second = await browse(first.next);
    expect([...first.rooms, ...second.rooms].map(({ room }) => room).sort()).toEqual(all);
    expect(second).not.toHaveProperty('next');
  });

  it.each(['', ' ', '\0', '#', 'x'.repeat(81), '日'])(
    'is refused after what no page ended with: %j',
    async (after) => {
      const { browse } = await fixture();
      await expect(browse(after)).rejects.toMatchObject({ code: 'bad_request' });
    },
  );
});
