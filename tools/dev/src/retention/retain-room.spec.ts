import { describe, expect, it } from '@jest/globals';
import { identityOf, inMemoryChat, SequentialIds } from '@serverless-ws/chat-domain/in-memory';
import { retainRoom } from './retain-room.js';

const DAY = 86_400_000;
const deployment = 30 * DAY;

describe('a room with a retention of its own', () => {
  it('keeps it for what is written from then on, and remembers the shortest one before', async () => {
    const { chat, heads, clock } = inMemoryChat();
    const own = { heads, clock, ids: new SequentialIds(), deployment };
    const caller = { connectionId: 'a', identity: identityOf('ada') };
    await chat.connect.execute(caller);
    await chat.joinRoom.execute({ ...caller, room: 'tea' });
    await chat.sendMessage.execute({ ...caller, room: 'tea', kind: 'message', text: 'one' });
    expect(await retainRoom(own, 'tea', 7 * DAY)).toEqual({ period: 7 * DAY, least: deployment, above: 1 });
    await chat.sendMessage.execute({ ...caller, room: 'tea', kind: 'message', text: 'two' });
    const same = await retainRoom(own, 'tea', 7 * DAY);
    expect(same).toEqual({ period: 7 * DAY, least: deployment, above: 1 });
    expect(await retainRoom(own, 'tea', 90 * DAY)).toEqual({ period: 90 * DAY, least: 7 * DAY, above: 2 });
  });

  it('may be a room that has no log yet, and keeps its setting for ever', async () => {
    const { heads, clock } = inMemoryChat();
    const own = { heads, clock, ids: new SequentialIds(), deployment };
    await retainRoom(own, 'tea', 7 * DAY);
    clock.advance(1_000 * DAY);
    heads.deleteExpired(clock.now());
    expect(await heads.find('tea')).toMatchObject({ seq: 0, retention: { period: 7 * DAY } });
  });

  it('is refused below a day, and where it was changed meanwhile', async () => {
    const { heads, clock } = inMemoryChat();
    const own = { heads, clock, ids: new SequentialIds(), deployment };
    await expect(retainRoom(own, 'tea', DAY - 1)).rejects.toMatchObject({ code: 'bad_request' });
    const setRetention = async () => null;
    const getOrCreate = heads.getOrCreate.bind(heads);
    const late = retainRoom({ ...own, heads: { getOrCreate, setRetention } }, 'tea', DAY);
    await expect(late).rejects.toMatchObject({ code: 'unavailable' });
  });
});
