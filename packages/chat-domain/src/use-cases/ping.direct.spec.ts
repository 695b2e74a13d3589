import { describe, expect, it } from '@jest/globals';
import { identityOf, inMemoryChat } from '../in-memory/index.js';

async function fixture() {
  const { chat } = inMemoryChat();
  const ada = { connectionId: 'a', identity: identityOf('ada') };
  await chat.connect.execute(ada);
  const send = (userId: string, other: string) =>
    chat.sendMessage.execute({
      connectionId: 'x',
      identity: identityOf(userId),
      kind: 'message',
      with: other,
      text: 'psst',
    });
  return { chat, ada, send };
}

describe('a ping for direct rooms', () => {
  it('returns the heads of those that have a log, by the other user', async () => {
    const { chat, ada, send } = await fixture();
    await send('ada', 'bob');
    await send('bob', 'ada');
    await send('__proto__', 'ada');
    await send('bob', 'eve');
    const others = ['bob', 'bob', 'eve', '__proto__'];
    const { direct, heads, rooms } = await chat.ping.execute({ ...ada, with: others });
    expect(Object.entries(direct ?? {})).toEqual([
      ['bob', { epoch: expect.any(String), seq: 2 }],
      ['__proto__', { epoch: expect.any(String), seq: 1 }],
    ]);
    expect([heads, rooms]).toEqual([{}, ['lobby']]);
  });

  it('says nothing of them where none was asked for', async () => {
    const { chat, ada } = await fixture();
    expect(await chat.ping.execute(ada)).toEqual({ heads: {}, rooms: ['lobby'] });
    expect(await chat.ping.execute({ ...ada, with: [] })).toMatchObject({ direct: {} });
  });

  it.each([
    ['the caller', ['bob', 'ada']],
    ['what is no id', ['']],
    ['more than a hundred', Array.from({ length: 101 }, (_, index) => `u${index}`)],
  ])('is refused for %s', async (_, others) => {
    const { chat, ada } = await fixture();
    await expect(chat.ping.execute({ ...ada, with: others })).rejects.toMatchObject({ code: 'bad_request' });
  });

  it('takes a hundred, in a connection of a hundred rooms', async () => {
    const { chat, ada, send } = await fixture();
    const others = Array.from({ length: 100 }, (_, index) => `u${index}`);
    for (const room of others.slice(1)) await chat.joinRoom.execute({ ...ada, room });
    for (const other of others) await send('ada', other);
    const { direct, rooms } = await chat.ping.execute({ ...ada, with: others });
    expect([Object.keys(direct ?? {}).length, rooms.length]).toEqual([100, 100]);
  });
});
