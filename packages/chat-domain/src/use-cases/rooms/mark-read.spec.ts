import { describe, expect, it } from '@jest/globals';
import { identityOf, identityWith, intercept, moderatedChat } from '../../in-memory/index.js';
import type { UserRoomPorts } from '../../ports/chat-ports.js';
import { unreadIn } from '../../model/rooms/unread.js';
import { markReadOf } from './mark-read.js';

/** Ada over two devices, and Bob, both in a room. */
async function fixture() {
  const parts = moderatedChat();
  const { chat, connect, messages } = parts;
  const { userRooms } = chat.ports;
  if (userRooms === undefined) throw new TypeError('A chat in memory keeps lists of rooms.');
  const ports: UserRoomPorts = { ...chat.ports, userRooms };
  const ada = await connect(identityOf('ada'));
  const bob = await connect(identityWith('bob', 'moderator'));
  for (const caller of [ada, bob]) await chat.joinRoom.execute({ ...caller, room: 'tea' });
  const say = async (text = 'hi') =>
    chat.sendMessage.execute({ ...bob, room: 'tea', kind: 'message', text, clientMessageId: text });
  const head = async () => {
    const found = await messages.head('tea');
    if (found === null) throw new TypeError('Ada has made the room.');
    return found;
  };
  const mark = async (seq: number, { epoch = '', by = ada } = {}) =>
    markReadOf(ports).execute({ ...by, room: 'tea', upTo: { epoch: epoch || (await head()).epoch, seq } });
  const stored = async () => (await userRooms.find('ada', 'tea'))?.mark;
  const unread = async () => unreadIn(await head(), await stored());
  return { ...parts, ports, userRooms, ada, bob, say, head, mark, stored, unread };
}

describe('a mark', () => {
  it('moves forward alone, and is told to the other devices each time it does', async () => {
    const { say, mark, stored, connect, gateway, head } = await fixture();
    await connect(identityOf('ada'), 'phone');
    for (const text of ['1', '2', '3']) await say(text);
    await mark(2);
    await mark(1);
    await mark(2);
    expect(await stored()).toMatchObject({ seq: 2 });
    await mark(3);
    const { epoch } = await head();
    const reads = (id: string) => gateway.received(id).filter(({ type }) => type === 'read');
    const sender = { id: 'ada', name: 'ada' };
    const told = [2, 3].map((seq) => ({ type: 'read', room: 'tea', epoch, seq, sender }));
    expect(reads('phone')).toEqual(told);
    expect(reads('ada')).toEqual([]);
    expect(reads('bob')).toEqual([]);
  });

  it.each([
    ['above the head', 4, undefined],
    ['of another epoch', 1, 'other'],
    ['below the first', -1, undefined],
    ['that is no whole number', 1.5, undefined],
  ])('is refused at a position %s', async (_, seq, epoch) => {
    const { say, mark, stored } = await fixture();
    for (const text of ['1', '2', '3']) await say(text);
    const marked = mark(seq, epoch === undefined ? {} : { epoch });
    await expect(marked).rejects.toMatchObject({ code: 'invalid_cursor' });
    expect(await stored()).toBeUndefined();
  });

  it('is for those who are in the room', async () => {
    const { mark, connect, say } = await fixture();
    await say();
    const eve = await connect(identityOf('eve'));
    await expect(mark(1, { by: eve })).rejects.toMatchObject({ code: 'not_joined' });
  });

  it('is stored although no device can be told', async () => {
    const { say, mark, stored, connect, gateway, clock, ports } = await fixture();
    await connect(identityOf('ada'), 'phone');
    await say();
    gateway.setHanging('phone');
    const marked = mark(1);
    await clock.elapse(1_000);
    await expect(marked).resolves.toEqual({ room: 'tea' });
    expect(await stored()).toMatchObject({ seq: 1 });
    const connections = intercept(ports.connections, ({ method, proceed }) =>
      method === 'recipientsOf' ? Promise.reject(new Error('store down')) : proceed(),
    );
    await say('2');
    const { epoch } = { epoch: '', ...(await ports.messages.head('tea')) };
    const command = {
      identity: identityOf('ada'),
      connectionId: 'ada',
      room: 'tea',
      upTo: { epoch, seq: 2 },
    };
    await expect(markReadOf({ ...ports, connections }).execute(command)).resolves.toEqual({ room: 'tea' });
  });

  it('removes the rows of a device that has ended', async () => {
    const { say, mark, connect, gateway, connections } = await fixture();
    await connect(identityOf('ada'), 'phone');
    await say();
    gateway.setGone('phone');
    await mark(1);
    expect(await connections.connectionsOf('ada')).toEqual(['ada']);
  });

  it('that races one of another device ends at the higher one, also where a new epoch came between', async () => {
    const { say, ports, mark, stored, ada, messages, userRooms, head } = await fixture();
    for (const text of ['1', '2', '3']) await say(text);
    await Promise.all([mark(1), mark(3), mark(2)]);
    expect(await stored()).toMatchObject({ seq: 3 });
    const { epoch } = await head();
    await say('4');
    let isRaced = false;
    const racing = intercept(userRooms, async ({ method, proceed }) => {
      if (method === 'mark' && !isRaced) {
        isRaced = true;
        await messages.startEpoch('tea', 'later');
        await mark(2, { epoch: 'later' });
      }
      return proceed();
    });
    const late = markReadOf({ ...ports, userRooms: racing });
    const marked = late.execute({ ...ada, room: 'tea', upTo: { epoch, seq: 4 } });
    await expect(marked).rejects.toMatchObject({ code: 'invalid_cursor' });
    expect(await stored()).toMatchObject({ epoch: 'later', seq: 2 });
  });

  it('is unavailable where it keeps changing', async () => {
    const { say, ports, ada, head, userRooms } = await fixture();
    await say();
    const busy = intercept(userRooms, ({ method, proceed }) =>
      method === 'mark' ? Promise.resolve(false) : proceed(),
    );
    const upTo = { epoch: (await head()).epoch, seq: 1 };
    const marked = markReadOf({ ...ports, userRooms: busy }).execute({ ...ada, room: 'tea', upTo });
    await expect(marked).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('what is unread above a mark', () => {
  it('counts no deletion, at whichever position the mark is', async () => {
    const { say, mark, unread, moderation, bob } = await fixture();
    const first = await say('1');
    await moderation.deleteMessage.execute({ ...bob, room: 'tea', seq: 1, id: first.id });
    await say('2');
    const second = await say('3');
    await moderation.deleteMessage.execute({ ...bob, room: 'tea', seq: second.seq, id: second.id });
    // 1 deleted, 2 its deletion, 3 and 4 messages, 5 the deletion of 4.
    expect(await unread()).toBe(3);
    const left: number[] = [];
    for (const seq of [0, 1, 2, 3, 4, 5]) {
      await mark(seq);
      left.push(await unread());
    }
    expect(left).toEqual([3, 2, 2, 1, 0, 0]);
  });

  it('counts no position that stays empty, once a reader has come across it', async () => {
    const { say, mark, unread, chat, messages, clock, bob } = await fixture();
    await say('1');
    for (const isMessage of [true, false, true])
      await messages.reserveNext('tea', 'e', clock.now(), undefined, isMessage ? 'message' : 'other');
    await say('2');
    expect(await unread()).toBe(4);
    clock.advance(60_000);
    await chat.listMessages.execute({ ...bob, room: 'tea' });
    expect(await unread()).toBe(2);
    const left: number[] = [];
    for (const seq of [1, 2, 3, 4, 5]) {
      await mark(seq);
      left.push(await unread());
    }
    // A mark at an empty position is at the entry below.
    expect(left).toEqual([1, 1, 1, 1, 0]);
  });

  it('is never too low at a position without an entry, nor at one of an earlier release', async () => {
    const { mark, unread, messages, clock, say, moderation, bob } = await fixture();
    const first = await say('1');
    const { seq, reservedAt } = await messages.reserveNext('tea', 'e', clock.now());
    const entry = { kind: 'message', seq, reservedAt, expiresAt: reservedAt + 9e9, id: 'old' } as const;
    await messages.append('tea', { ...entry, sender: { id: 'bob', name: 'Bob' }, text: 'old' });
    await moderation.deleteMessage.execute({ ...bob, room: 'tea', seq: 1, id: first.id });
    await say('2');
    await mark(2);
    // The deletion counts, since where it lies cannot be told.
    expect(await unread()).toBe(2);
    await messages.reserveNext('tea', 'e', clock.now());
    await messages.reserveNext('tea', 'e', clock.now());
    await mark(5);
    expect(await unread()).toBe(2);
  });
});
