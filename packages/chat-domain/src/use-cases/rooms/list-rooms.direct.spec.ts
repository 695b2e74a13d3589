import { describe, expect, it } from '@jest/globals';
import { identityWith, moderatedChat } from '../../in-memory/index.js';
import { listRoomsOf } from './list-rooms.js';

async function fixture() {
  const { chat, connect, userRooms, clock } = moderatedChat();
  const [ada, bob] = [await connect(identityWith('ada')), await connect(identityWith('bob'))];
  const send = (caller: typeof ada, other: string) =>
    chat.sendMessage.execute({ ...caller, kind: 'message', with: other, text: 'psst' });
  const list = (caller: typeof ada, options: { limit?: number; after?: string } = {}) =>
    listRoomsOf({ ...chat.ports, userRooms }).execute({ ...caller, ...options });
  return { ada, bob, send, list, clock };
}

describe('the list of rooms, with direct ones,', () => {
  it('has the other user, with their name once they have written, and what is unread', async () => {
    const { ada, bob, send, list } = await fixture();
    await send(ada, 'bob');
    await send(ada, 'bob');
    expect((await list(bob)).rooms).toMatchObject([{ peer: { id: 'ada', name: 'ADA' }, head: 2, unread: 2 }]);
    expect((await list(ada)).rooms).toMatchObject([{ peer: { id: 'bob' }, head: 2 }]);
    await send(bob, 'ada');
    expect((await list(ada)).rooms).toMatchObject([{ peer: { id: 'bob', name: 'BOB' }, head: 3 }]);
  });

  it('goes on after a direct room, page by page', async () => {
    const { ada, send, list } = await fixture();
    for (const other of ['bob', 'cyd', 'dan']) await send(ada, other);
    const seen: unknown[] = [];
    let after: string | undefined;
    do {
      const page = await list(ada, { limit: 1, ...(after !== undefined && { after }) });
      seen.push(...page.rooms.map(({ peer }) => peer?.id));
      after = page.next;
    } while (after !== undefined);
    expect(seen.sort()).toEqual(['bob', 'cyd', 'dan']);
  });
});
