import { describe, expect, it } from '@jest/globals';
import { identityOf, InMemoryBroadcastQueue, inMemoryChat, moderatedChat } from '../in-memory/index.js';
import { LIMITS } from '../model/limits.js';

const ada = { connectionId: 'a', identity: identityOf('ada') };
const adasPhone = { connectionId: 'a2', identity: identityOf('ada') };
const bob = { connectionId: 'b', identity: identityOf('bob') };
const hi = { ...ada, kind: 'message' as const, text: 'hi' };

async function fixture(...replaced: Parameters<typeof inMemoryChat>) {
  const store = inMemoryChat(...replaced);
  for (const caller of [ada, adasPhone, bob]) await store.chat.connect.execute(caller);
  const received = () => ['a', 'a2', 'b'].map((id) => store.gateway.received(id).length);
  return { ...store, received };
}

describe('a message without echo', () => {
  it('is pushed to all but the connection that sent it, whose receipt holds what they get', async () => {
    const { chat, gateway, received } = await fixture();
    const { entry, epoch, seq } = await chat.sendMessage.execute({ ...hi, echo: false });
    expect(received()).toEqual([0, 1, 1]);
    expect(gateway.received('b')).toMatchObject([{ epoch, entries: [entry] }]);
    expect(entry).toMatchObject({ kind: 'message', seq, text: 'hi', sender: { id: 'ada' } });
  });

  it.each([true, undefined])('is not what one with echo %s is', async (echo) => {
    const { chat, received } = await fixture();
    expect(await chat.sendMessage.execute({ ...hi, echo })).not.toHaveProperty('entry');
    expect(received()).toEqual([1, 1, 1]);
  });

  it('sent again is the same message, with echo or without, and the others are pushed it again', async () => {
    const { chat, received } = await fixture();
    const first = await chat.sendMessage.execute({ ...hi, clientMessageId: 'c', echo: false });
    const second = await chat.sendMessage.execute({ ...hi, clientMessageId: 'c', echo: false });
    expect(second).toEqual({ ...first, duplicate: true });
    expect(received()).toEqual([0, 2, 2]);
    const { entry, ...third } = await chat.sendMessage.execute({ ...hi, clientMessageId: 'c' });
    expect([entry, third]).toEqual([undefined, { ...second, entry: undefined }]);
    expect(received()).toEqual([1, 3, 3]);
  });

  it('sent again after it was deleted is answered by its tombstone', async () => {
    const { chat, connect, moderation } = moderatedChat();
    const caller = await connect(identityOf('ada'));
    const send = () => chat.sendMessage.execute({ ...hi, ...caller, clientMessageId: 'c', echo: false });
    const { id, seq } = await send();
    await moderation.deleteMessage.execute({ ...caller, seq, id });
    const { duplicate, entry } = await send();
    expect([duplicate, entry]).toMatchObject([true, { kind: 'tombstone', seq, id, clientMessageId: 'c' }]);
    expect(entry).not.toHaveProperty('text');
  });

  it('is pushed to its sender, too, by workers, which do not know who asked for no echo', async () => {
    const queue = new InMemoryBroadcastQueue();
    const { chat, clock, heads, received, worker } = await fixture({ queue });
    await heads.getOrCreate('lobby', 'e', clock.now());
    await heads.doubleShards('lobby', 1);
    const { entry } = await chat.sendMessage.execute({ ...hi, echo: false });
    expect(await queue.drain((job) => worker.execute(job))).toEqual([]);
    expect([entry?.seq, received()]).toEqual([1, [1, 1, 1]]);
  });

  it('counts its sender among the members of a room that gets more shards', async () => {
    const { chat, heads } = await fixture();
    for (let member = 3; member < LIMITS.membersPerShard; member += 1) {
      await chat.connect.execute({ connectionId: `c${member}`, identity: identityOf(`u${member}`) });
    }
    await chat.sendMessage.execute({ ...hi, echo: false });
    expect((await heads.find('lobby'))?.shards).toBe(1);
    await chat.connect.execute({ connectionId: 'last', identity: identityOf('last') });
    await chat.sendMessage.execute({ ...hi, echo: false });
    expect((await heads.find('lobby'))?.shards).toBe(2);
  });
});
