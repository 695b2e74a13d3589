import { describe, expect, it } from '@jest/globals';
import { identityOf, moderatedChat } from '../../in-memory/index.js';
import { listRoomsOf } from '../rooms/list-rooms.js';
import { appendEntryOf } from './append-entry.js';

const POLL = { kind: 'acme.poll', data: { question: 'Tea?' } } as const;

async function room() {
  const fixture = moderatedChat({ flood: { messages: 4, window: 10_000, hardLimit: 30 } });
  const ada = await fixture.connect(identityOf('ada'));
  await fixture.chat.joinRoom.execute({ ...ada, room: 'tea', follow: true });
  const append = (content: object = {}) =>
    appendEntryOf(fixture.chat.ports).execute(ada, { room: 'tea', ...POLL, ...content });
  return { ...fixture, ada, append };
}

describe('an entry of a team’s own', () => {
  it('is in the log at its position, in the name of its caller, and pushed to the members', async () => {
    const { append, messages, gateway } = await room();
    const { seq, id } = await append({ clientMessageId: 'c1' });
    const entry = { ...POLL, seq, id, sender: { id: 'ada', name: 'ada' }, clientMessageId: 'c1' };
    expect(await messages.find('tea', seq)).toMatchObject(entry);
    expect(gateway.received('ada')).toMatchObject([{ type: 'messages', room: 'tea', entries: [entry] }]);
  });

  it('is stored once under its client message id, and never with other data', async () => {
    const { append } = await room();
    const first = await append({ clientMessageId: 'c1' });
    expect(await append({ clientMessageId: 'c1' })).toEqual({ ...first, duplicate: true });
    await expect(append({ clientMessageId: 'c1', data: { question: 'Milk?' } })).rejects.toMatchObject({
      code: 'client_message_id_reused',
    });
  });

  it('is never counted as unread', async () => {
    const { append, chat, ada } = await room();
    await append();
    const { userRooms } = chat.ports;
    if (userRooms === undefined) throw new TypeError('A chat in memory keeps lists of rooms.');
    const { rooms } = await listRoomsOf({ ...chat.ports, userRooms }).execute(ada);
    expect(rooms).toMatchObject([{ room: 'tea', head: 1, unread: 0 }]);
  });

  it('counts as a message for the limits of its user', async () => {
    const { append } = await room();
    const tries = await Promise.allSettled([append(), append(), append(), append()]);
    expect(tries.filter(({ status }) => status === 'rejected')).toMatchObject([
      { reason: { code: 'rate_limited' } },
    ]);
  });

  it('is no message that can be edited, and goes into no direct room', async () => {
    const { append } = await room();
    await expect(append({ room: 'dm.x' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(append({ kind: 'poll' })).rejects.toThrow(TypeError);
  });
});
