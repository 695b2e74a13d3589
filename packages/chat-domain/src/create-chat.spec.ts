import { describe, expect, it } from '@jest/globals';
import { createChat } from './create-chat.js';
import { moderatedChat } from './in-memory/fixtures/moderated-chat.js';
import type { Identity } from './model/identity.js';
import {
  InMemoryConnectionRepository,
  InMemoryMessageGateway,
  InMemoryMessageRepository,
  InMemoryRoomHeadRepository,
  ManualClock,
  PlainDigest,
  RecordingLogger,
  SequentialIds,
} from './in-memory/index.js';

const ada: Identity = { userId: 'ada', name: 'Ada', roles: [], expiresAt: null };
const bob: Identity = { userId: 'bob', name: 'Bob', roles: [], expiresAt: null };

function fixture() {
  const clock = new ManualClock();
  const gateway = new InMemoryMessageGateway(clock);
  const chat = createChat({
    connections: new InMemoryConnectionRepository(clock),
    heads: new InMemoryRoomHeadRepository(),
    messages: new InMemoryMessageRepository(clock),
    gateway,
    clock,
    ids: new SequentialIds(),
    digest: new PlainDigest(),
    logger: new RecordingLogger(),
  });
  return { chat, clock, gateway };
}

describe('a chat of in-memory adapters', () => {
  it('has one instance of each use case, of moderators and of lists of rooms as well', () => {
    const { chat } = moderatedChat();
    for (const useCases of [chat, chat.moderation, chat.rooms]) {
      const getters = Object.entries(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(useCases)))
        .filter(([, { get }]) => get !== undefined)
        .map(([name]) => name);
      expect(getters.length).toBeGreaterThan(1);
      for (const name of getters)
        expect(Reflect.get(useCases ?? {}, name)).toBe(Reflect.get(useCases ?? {}, name));
    }
  });

  it('sends a message in the lobby to everyone who is connected', async () => {
    const { chat, gateway } = fixture();
    await chat.connect.execute({ connectionId: 'a', identity: ada });
    await chat.connect.execute({ connectionId: 'b', identity: bob });
    const receipt = await chat.sendMessage.execute({
      identity: ada,
      connectionId: 'a',
      kind: 'message',
      text: 'hi',
    });
    expect(receipt).toMatchObject({ room: 'lobby', seq: 1, duplicate: false });
    for (const connection of ['a', 'b']) {
      expect(gateway.received(connection)).toMatchObject([
        {
          type: 'messages',
          room: 'lobby',
          entries: [{ seq: 1, text: 'hi', sender: { id: 'ada', name: 'Ada' } }],
        },
      ]);
    }
  });

  it('gives a user who reconnects exactly what was sent meanwhile', async () => {
    const { chat } = fixture();
    await chat.connect.execute({ connectionId: 'a', identity: ada });
    await chat.connect.execute({ connectionId: 'b', identity: bob });
    const joined = await chat.joinRoom.execute({ identity: bob, connectionId: 'b' });
    expect(joined).toMatchObject({ through: 0, recovered: false, entries: [] });
    await chat.disconnect.execute('b');
    for (const text of ['one', 'two']) {
      await chat.sendMessage.execute({ identity: ada, connectionId: 'a', kind: 'message', text });
    }
    await chat.connect.execute({ connectionId: 'b2', identity: bob });
    const after = { epoch: joined.epoch, seq: joined.through };
    const page = await chat.joinRoom.execute({ identity: bob, connectionId: 'b2', after });
    expect(page).toMatchObject({
      recovered: true,
      through: 2,
      more: false,
      entries: [{ text: 'one' }, { text: 'two' }],
    });
  });
});
