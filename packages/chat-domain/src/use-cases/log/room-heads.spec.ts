import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../model/limits.js';
import { identityOf, inMemoryChat } from '../../in-memory/fixtures/in-memory-chat.js';

const HOUR = 3_600_000;
const TWO_DAYS = LIMITS.headMargin;

/** A chat whose stores delete what has ended when the test says so. */
function endingRooms() {
  const all = inMemoryChat();
  const { chat, clock, heads, messages, connections } = all;
  let connected = 0;
  /** A user who connects anew and joins; what they were told. */
  const join = async (room: string, after?: { readonly epoch: string; readonly seq: number }) => {
    const caller = { connectionId: `c${(connected += 1)}`, identity: identityOf('ada') };
    await chat.connect.execute(caller);
    const page = await chat.joinRoom.execute({ ...caller, room, after });
    const say = (text: string, clientMessageId?: string) =>
      chat.sendMessage.execute({ ...caller, kind: 'message', room, text, clientMessageId });
    return { caller, page, say };
  };
  const passes = (time: number): void => {
    clock.advance(time);
    for (const store of [heads, messages]) store.deleteExpired(clock.now());
  };
  return { ...all, connections, join, passes };
}

describe('the head of a room', () => {
  it('is there two days after its last message has expired, and gone an hour later', async () => {
    const { join, passes, heads } = endingRooms();
    await (await join('tea')).say('hi');
    passes(LIMITS.retentionDefault + TWO_DAYS - 1);
    expect(await heads.find('tea')).toMatchObject({ seq: 1 });
    passes(HOUR);
    expect(await heads.find('tea')).toBeNull();
  });

  it('is kept by each message', async () => {
    const { join, passes, heads } = endingRooms();
    for (let day = 0; day < 100; day += 20) {
      await (await join('tea')).say('hi');
      passes(20 * 24 * HOUR);
    }
    expect(await heads.find('tea')).toMatchObject({ seq: 5 });
  });

  it('is kept by those who join, without a message', async () => {
    const { join, passes, heads } = endingRooms();
    const { page } = await join('tea');
    for (let day = 0; day < 100; day += 20) {
      await join('tea');
      passes(20 * 24 * HOUR);
    }
    expect(await heads.find('tea')).toMatchObject({ epoch: page.epoch });
  });

  it('outlives the connection of the last member who joined', async () => {
    const { join, passes, heads } = endingRooms();
    await (await join('tea')).say('hi');
    passes(LIMITS.retentionDefault + TWO_DAYS - 1);
    await join('tea');
    passes(LIMITS.connectionLife);
    expect(await heads.find('tea')).not.toBeNull();
  });

  it('never ends in the lobby', async () => {
    const { join, passes, heads } = endingRooms();
    await (await join('lobby')).say('hi');
    passes(1_000 * 24 * HOUR);
    expect(await heads.find('lobby')).toMatchObject({ seq: 1 });
  });
});

describe('a room that begins anew', () => {
  async function begunAnew() {
    const all = endingRooms();
    const { join, passes } = all;
    const old = await join('tea');
    for (const text of ['one', 'two', 'three']) await old.say(text, text);
    const { epoch } = old.page;
    passes(LIMITS.retentionDefault + TWO_DAYS + HOUR);
    return { ...all, cursor: { epoch, seq: 3 } };
  }

  it('tells a client with an old cursor to start anew, also below the new head', async () => {
    const { join, cursor } = await begunAnew();
    const first = await join('tea', cursor);
    expect(first.page).toMatchObject({ recovered: false, through: 0, head: 0, entries: [] });
    expect(first.page.epoch).not.toBe(cursor.epoch);
    for (const text of ['a', 'b', 'c', 'd']) await first.say(text);
    expect((await join('tea', cursor)).page).toMatchObject({ recovered: false, epoch: first.page.epoch });
  });

  it('numbers from 1, takes ids that were used in the old log, and shows nothing of that', async () => {
    const { join, cursor, chat } = await begunAnew();
    const { caller, say, page } = await join('tea', cursor);
    expect(await say('one', 'one')).toMatchObject({ seq: 1, duplicate: false });
    const after = { epoch: page.epoch, seq: 0 };
    const listed = await chat.listMessages.execute({ ...caller, room: 'tea', after });
    expect(listed).toMatchObject({ recovered: true, through: 1, head: 1 });
    expect(listed.entries).toMatchObject([{ seq: 1, text: 'one' }]);
  });

  it('has its new epoch in pong', async () => {
    const { join, cursor, chat } = await begunAnew();
    const { caller, page } = await join('tea', cursor);
    const { heads } = await chat.ping.execute(caller);
    expect(heads['tea']).toEqual({ epoch: page.epoch, seq: 0 });
  });

  it('reaches all who are in it, though the old head had many shards', async () => {
    const { join, passes, heads, gateway } = endingRooms();
    await join('tea');
    for (const shards of [1, 2, 4]) await heads.doubleShards('tea', shards);
    passes(LIMITS.retentionDefault + TWO_DAYS + HOUR);
    const members = await Promise.all(Array.from({ length: 10 }, () => join('tea')));
    const { seq } = (await members[0]?.say('hi')) ?? {};
    expect(seq).toBe(1);
    for (const { caller } of members) {
      expect(gateway.received(caller.connectionId)).toMatchObject([
        { type: 'messages', entries: [{ seq: 1 }] },
      ]);
    }
  });
});

describe('a head that outlives the entries of its room', () => {
  it.each(['without a join', 'after a join'])('is continued by the next message, %s', async (how) => {
    const { join, heads, clock } = endingRooms();
    const old = await join('tea');
    await old.say('one');
    clock.advance(LIMITS.retentionDefault + 3 * TWO_DAYS);
    const { page, say } = await join(how === 'after a join' ? 'tea' : 'lobby');
    const receipt = how === 'after a join' ? await say('two') : null;
    if (receipt === null) expect((await heads.reserveNext('tea', 'e', clock.now())).seq).toBe(2);
    else {
      expect(page).toMatchObject({ epoch: receipt.epoch, through: 1, head: 1 });
      expect(receipt).toMatchObject({ epoch: old.page.epoch, seq: 2 });
    }
  });
});
