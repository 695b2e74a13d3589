import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../model/limits.js';
import {
  failing,
  identityOf,
  identityWith,
  inMemoryChat,
  intercept,
  moderatedChat,
} from '../in-memory/index.js';

const orders = { id: 'orders', name: 'Orders' };
const shipped = { as: orders, room: 'tea', text: 'shipped', clientMessageId: 'o-1' };
const ada = { connectionId: 'ada', identity: identityOf('ada', { name: 'Ada' }) };

async function tea() {
  const store = inMemoryChat();
  await store.chat.connect.execute(ada);
  await store.chat.joinRoom.execute({ ...ada, room: 'tea' });
  return store;
}

describe('publishing a message', () => {
  it('stores it as that of the sender it names, and pushes it to every member', async () => {
    const { chat, gateway, clock } = await tea();
    const receipt = await chat.publishMessage.execute(shipped);
    expect(receipt).toStrictEqual({
      ...{ room: 'tea', epoch: receipt.epoch, seq: 1, id: receipt.id, sentAt: clock.now() },
      ...{ duplicate: false, clientMessageId: 'o-1' },
    });
    expect(gateway.received('ada')).toMatchObject([
      {
        type: 'messages',
        room: 'tea',
        entries: [{ seq: 1, kind: 'message', text: 'shipped', sender: orders }],
      },
    ]);
  });

  it('again is one message, and the same receipt', async () => {
    const { chat } = await tea();
    const first = await chat.publishMessage.execute(shipped);
    expect(await chat.publishMessage.execute(shipped)).toEqual({ ...first, duplicate: true });
    await expect(chat.publishMessage.execute({ ...shipped, text: 'lost' })).rejects.toMatchObject({
      code: 'client_message_id_reused',
    });
  });

  it('keeps its ids apart from those of a user with the id of its sender', async () => {
    const { chat } = await tea();
    const twin = { connectionId: 'twin', identity: identityOf('orders') };
    await chat.connect.execute(twin);
    await chat.joinRoom.execute({ ...twin, room: 'tea' });
    const said = { kind: 'message' as const, room: 'tea', text: 'mine', clientMessageId: 'o-1' };
    const taken = await chat.sendMessage.execute({ ...twin, ...said });
    const receipt = await chat.publishMessage.execute(shipped);
    expect(receipt).toMatchObject({ duplicate: false, seq: 2 });
    expect(await chat.sendMessage.execute({ ...twin, ...said })).toEqual({ ...taken, duplicate: true });
    expect(await chat.publishMessage.execute(shipped)).toEqual({ ...receipt, duplicate: true });
    const forged = { ...twin, ...said, clientMessageId: 'publish o-1' };
    await expect(chat.sendMessage.execute(forged)).rejects.toMatchObject({
      code: 'invalid_client_message_id',
    });
  });

  it('reaches private rooms, and the lobby where it names no room', async () => {
    const { chat } = await tea();
    const receipts = [
      await chat.publishMessage.execute({ ...shipped, room: 'private.board' }),
      await chat.publishMessage.execute({ as: orders, text: 'all' }),
    ];
    expect(receipts).toMatchObject([
      { room: 'private.board', seq: 1 },
      { room: 'lobby', seq: 1 },
    ]);
  });

  it('with a user is a direct message of its sender, in that user’s list', async () => {
    const { chat, connect, gateway, userRooms } = moderatedChat();
    await connect(identityWith('ada'));
    const receipt = await chat.publishMessage.execute({ as: orders, with: 'ada', text: 'yours' });
    expect(receipt).toMatchObject({ with: 'ada', room: expect.stringMatching(/^dm\./) });
    expect(gateway.received('ada')).toMatchObject([
      { entries: [{ text: 'yours', sender: orders, to: 'ada' }] },
    ]);
    const { rooms } = await userRooms.list('ada', { limit: 10 });
    expect(rooms).toMatchObject([{ room: receipt.room, peer: orders }]);
  });

  it('with a user who has blocked its sender is refused', async () => {
    const { chat, connect } = moderatedChat();
    const user = await connect(identityWith('ada'));
    await chat.block.execute({ ...user, userId: 'orders' });
    const direct = { as: orders, with: 'ada', text: 'yours' };
    await expect(chat.publishMessage.execute(direct)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(chat.publishMessage.execute({ ...direct, with: 'bob' })).resolves.toMatchObject({ seq: 1 });
  });

  it('has no rate, and is muted by nothing', async () => {
    const { chat } = moderatedChat({ flood: { messages: 1, window: 10_000, hardLimit: 5 } });
    for (let index = 0; index < 20; index += 1) {
      await chat.publishMessage.execute({ ...shipped, clientMessageId: `o-${index}` });
    }
    expect(await chat.publishMessage.execute({ ...shipped, clientMessageId: 'last' })).toMatchObject({
      seq: 21,
    });
  });

  it.each([
    [{ as: { id: ' ', name: 'Orders' } }, 'bad_request'],
    [{ as: { id: 'orders', name: ' ' } }, 'bad_request'],
    [{ as: { id: 'orders', name: 'x'.repeat(LIMITS.userNameLength + 1) } }, 'bad_request'],
    [{ room: 'dm.x' }, 'forbidden'],
    [{ with: 'ada' }, 'bad_request'],
    [{ room: undefined, with: 'orders' }, 'bad_request'],
    [{ room: 'no room' }, 'invalid_room'],
    [{ text: '' }, 'invalid_text'],
    [{ clientMessageId: '' }, 'invalid_client_message_id'],
    [{ replyTo: { seq: 1, id: 'x' } }, 'message_not_found'],
  ])('refuses %j with %s, and reserves nothing for it', async (change, code) => {
    const { chat, heads } = await tea();
    await expect(chat.publishMessage.execute({ ...shipped, ...change })).rejects.toMatchObject({ code });
    expect((await heads.find('tea'))?.seq ?? 0).toBe(0);
  });

  it('is refused where the policy of the chat says so', async () => {
    const { chat } = inMemoryChat({}, { policy: { access: () => 'refused' } });
    await expect(chat.publishMessage.execute(shipped)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is acknowledged also where members could not be told', async () => {
    const { connections, clock } = inMemoryChat();
    const { chat } = inMemoryChat({ connections: intercept(connections, failing('members')), clock });
    await expect(chat.publishMessage.execute(shipped)).resolves.toMatchObject({ seq: 1 });
  });
});
