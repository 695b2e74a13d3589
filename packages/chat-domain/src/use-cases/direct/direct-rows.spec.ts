import { describe, expect, it } from '@jest/globals';
import { createChat } from '../../create-chat.js';
import { identityWith, moderatedChat } from '../../in-memory/index.js';
import { LIMITS } from '../../model/limits.js';
import { directRoom } from './direct-room.js';

const DAY = 24 * 3_600_000;

async function fixture(settings: Parameters<typeof moderatedChat>[0] = {}) {
  const parts = moderatedChat(settings);
  const { chat, connect } = parts;
  const [ada, bob] = [await connect(identityWith('ada')), await connect(identityWith('bob'))];
  const send = (caller: typeof ada, other: string, more: object = {}) =>
    chat.sendMessage.execute({ ...caller, kind: 'message', with: other, text: 'psst', ...more });
  return { ...parts, ada, bob, send, room: directRoom(chat.ports.digest, 'ada', 'bob') };
}

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
