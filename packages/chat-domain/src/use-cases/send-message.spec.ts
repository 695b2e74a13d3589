import { describe, expect, it } from '@jest/globals';
import { identityOf, InMemoryBroadcastQueue, inMemoryChat } from '../in-memory/index.js';
import { failing, intercept } from '../in-memory/fixtures/intercept.js';

const ada = { connectionId: 'a', identity: identityOf('ada', { name: 'Ada' }) };
const bob = { connectionId: 'b', identity: identityOf('bob', { roles: ['admin'] }) };
const hi = { ...ada, kind: 'message' as const, text: 'hi' };

async function fixture(...replaced: Parameters<typeof inMemoryChat>) {
  const store = inMemoryChat(...replaced);
  for (const caller of [ada, bob]) await store.chat.connect.execute(caller);
  return store;
}

describe('sending a message', () => {
  it('stores it under the name in the token, pushes it to every member, and returns its position', async () => {
    const { chat, clock, gateway } = await fixture();
    await chat.joinRoom.execute({ ...ada, room: 'tea' });
    const receipt = await chat.sendMessage.execute({ ...hi, room: 'tea', clientMessageId: 'c-1' });
    expect(receipt).toMatchObject({
      room: 'tea',
      seq: 1,
      sentAt: clock.now(),
      duplicate: false,
      clientMessageId: 'c-1',
    });
    expect(gateway.received('a')).toMatchObject([
      {
        type: 'messages',
        room: 'tea',
        epoch: receipt.epoch,
        entries: [
          { seq: 1, id: receipt.id, text: 'hi', sender: { id: 'ada', name: 'Ada' }, clientMessageId: 'c-1' },
        ],
      },
    ]);
    expect(gateway.received('b')).toEqual([]);
  });

  it('without an id returns none, not even an undefined one', async () => {
    const { chat, clock } = await fixture();
    expect(await chat.sendMessage.execute(hi)).toStrictEqual({
      room: 'lobby',
      epoch: expect.any(String),
      seq: 1,
      id: expect.any(String),
      sentAt: clock.now(),
      duplicate: false,
    });
  });

  it('again returns the same and pushes it to every member again', async () => {
    const { chat, gateway } = await fixture();
    const first = await chat.sendMessage.execute({ ...hi, clientMessageId: 'c-1' });
    const second = await chat.sendMessage.execute({ ...hi, clientMessageId: 'c-1' });
    expect(second).toEqual({ ...first, duplicate: true });
    expect(gateway.received('b')).toHaveLength(2);
  });

  it('is logged with whether it was new and how long that took, and without its text', async () => {
    const store = await fixture();
    const append = store.messages.append.bind(store.messages);
    store.messages.append = (...args) => {
      store.clock.advance(70);
      return append(...args);
    };
    for (const duplicate of [false, true]) {
      await store.chat.sendMessage.execute({ ...hi, text: 'secret', clientMessageId: 'c-1' });
      const fields = { room: 'lobby', seq: 1, duplicate, ms: 70 };
      expect(store.logger.lines.at(-1)).toEqual({ level: 'info', message: 'sent', fields });
    }
    expect(JSON.stringify(store.logger.lines)).not.toContain('secret');
  });

  it.each([
    ['invalid_text', { text: ' ' }],
    ['invalid_room', { room: 'a b' }],
    ['invalid_client_message_id', { clientMessageId: 'a b' }],
    ['not_joined', { room: 'tea' }],
    ['forbidden', { kind: 'announcement' as const }],
    ['token_expired', { identity: identityOf('ada', { expiresAt: 1 }) }],
  ])('is rejected, and leaves no trace: %s', async (code, change) => {
    const { chat, heads, gateway } = await fixture();
    await expect(chat.sendMessage.execute({ ...hi, ...change })).rejects.toMatchObject({ code });
    expect(await heads.find('lobby')).toBeNull();
    expect(gateway.received('b')).toEqual([]);
  });

  it('is rejected under an id that was used for another', async () => {
    const { chat } = await fixture();
    await chat.sendMessage.execute({ ...hi, clientMessageId: 'c-1' });
    await expect(
      chat.sendMessage.execute({ ...hi, text: 'ho', clientMessageId: 'c-1' }),
    ).rejects.toMatchObject({
      code: 'client_message_id_reused',
      retryable: false,
    });
  });
});

describe('an announcement', () => {
  it('goes to the lobby, whatever room was named', async () => {
    const { chat, gateway } = await fixture();
    const command = { ...bob, kind: 'announcement' as const, text: 'hear', room: 'tea' };
    expect(await chat.sendMessage.execute(command)).toMatchObject({ room: 'lobby', seq: 1 });
    expect(gateway.received('a')).toMatchObject([{ room: 'lobby', entries: [{ kind: 'announcement' }] }]);
  });
});

describe('a sender', () => {
  it('gets the ack even when no member could be reached', async () => {
    const plain = inMemoryChat();
    const connections = intercept(plain.connections, failing('members'));
    const { chat, logger, messages } = await fixture({ connections, clock: plain.clock });
    expect(await chat.sendMessage.execute({ ...hi, clientMessageId: 'c-1' })).toMatchObject({ seq: 1 });
    expect(logger.messages('error')).toEqual(['broadcast failed']);
    expect(JSON.stringify(logger.lines)).toContain('"seq":1');
    expect(JSON.stringify(logger.lines)).not.toContain('"hi"');
    expect(await messages.find('lobby', 1)).toMatchObject({ text: 'hi' });
  });

  it('gets the ack even when the workers cannot be notified', async () => {
    const queue = intercept(new InMemoryBroadcastQueue(), failing('enqueue'));
    const { chat, clock, logger, heads } = await fixture({ queue });
    await heads.getOrCreate('lobby', 'e', clock.now());
    await heads.doubleShards('lobby', 1);
    expect(await chat.sendMessage.execute(hi)).toMatchObject({ seq: 1 });
    expect(logger.messages('error')).toEqual(['broadcast failed']);
  });

  it('gets no ack when the log could not be written', async () => {
    const plain = inMemoryChat();
    const { chat, gateway } = await fixture({
      messages: intercept(plain.messages, failing('append')),
      clock: plain.clock,
    });
    await expect(chat.sendMessage.execute(hi)).rejects.toThrow('store down');
    expect(gateway.received('b')).toEqual([]);
  });
});
