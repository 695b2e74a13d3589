import { describe, expect, it } from '@jest/globals';
import { identityOf, identityWith, moderatedChat } from '../../in-memory/index.js';
import { failing, intercept } from '../../in-memory/fixtures/intercept.js';
import { isMessagesEvent } from '../../model/server-event.js';
import { reactOf } from './react.js';

const code = (expected: string) => expect.objectContaining({ code: expected });

async function fixture(...settings: Parameters<typeof moderatedChat>) {
  const parts = moderatedChat(...settings);
  const ada = await parts.connect(identityOf('ada'));
  const bob = await parts.connect(identityWith('bob'));
  const sent = await parts.chat.sendMessage.execute({ ...ada, kind: 'message', text: 'hi' });
  const target = { seq: sent.seq, id: sent.id };
  const react = (changes: object = {}) =>
    parts.chat.react.execute({ ...bob, ...target, reaction: '👍', ...changes });
  const erase = () => parts.moderation.deleteMessage.execute({ ...ada, ...target });
  const history = async () => (await parts.chat.listMessages.execute(ada)).entries;
  const pushed = () =>
    parts.gateway
      .received('ada')
      .flatMap((event) => (isMessagesEvent(event) ? event.entries : []))
      .slice(1);
  return { ...parts, ada, bob, sent, target, react, erase, history, pushed };
}

describe('a reaction', () => {
  it('is an entry of its own for those who have read the message, and beside it for others', async () => {
    const { react, history, pushed, target, clock } = await fixture();
    clock.advance(1_000);
    const receipt = await react({ clientMessageId: 'c-1' });
    expect(receipt).toStrictEqual({
      ...{ room: 'lobby', epoch: expect.any(String), seq: 2, id: expect.any(String) },
      ...{ sentAt: clock.now(), duplicate: false, clientMessageId: 'c-1' },
    });
    const entry = { kind: 'reaction', seq: 2, sender: { id: 'bob' }, target, reaction: '👍', on: true };
    const mark = { reaction: '👍', userId: 'bob', seq: 2, on: true };
    expect(await history()).toMatchObject([{ text: 'hi', reactions: [mark] }, entry]);
    expect(pushed()).toMatchObject([entry]);
  });

  it('is taken back by another, and holds by position whenever it is noted', async () => {
    const { chat, bob, target, react, messages, history } = await fixture();
    const held: (() => void)[] = [];
    const slow = intercept(messages, async ({ method, proceed }) => {
      if (method === 'react') await new Promise<void>((resolve) => held.push(resolve));
      return proceed();
    });
    const first = reactOf({ ...chat.ports, messages: slow }).execute({ ...bob, ...target, reaction: '👍' });
    await new Promise((resolve) => setImmediate(resolve));
    await react({ on: false });
    for (const go of held) go();
    await first;
    expect((await history())[0]).toMatchObject({ reactions: [{ seq: 3, on: false }] });
  });

  it('is stored once, however often it is sent, and noted by the attempt that comes through', async () => {
    const { chat, bob, target, react, messages, history } = await fixture();
    const frame = { ...bob, ...target, reaction: '👍', clientMessageId: 'c-1' };
    const down = intercept(messages, failing('react'));
    await expect(reactOf({ ...chat.ports, messages: down }).execute(frame)).rejects.toThrow('store down');
    expect(await history()).toMatchObject([{ kind: 'message' }, { kind: 'reaction' }]);
    await expect(react(frame)).resolves.toMatchObject({ seq: 2, duplicate: true });
    expect(await history()).toMatchObject([{ reactions: [{ userId: 'bob', seq: 2 }] }, { kind: 'reaction' }]);
    await expect(react({ ...frame, on: false })).rejects.toEqual(code('client_message_id_reused'));
    await expect(react({ ...frame, reaction: '👎' })).rejects.toEqual(code('client_message_id_reused'));
  });

  it('to a deleted message is refused, and those that it had are shown no more', async () => {
    const { react, erase, history } = await fixture();
    await react();
    await erase();
    expect((await history())[0]).toMatchObject({ kind: 'tombstone' });
    expect((await history())[0]).not.toHaveProperty('reactions');
    await expect(react()).rejects.toEqual(code('message_not_found'));
  });

  it('stays with a message that is edited', async () => {
    const { chat, ada, target, react, history } = await fixture();
    await react();
    await chat.editMessage.execute({ ...ada, ...target, text: 'hello' });
    expect((await history())[0]).toMatchObject({ text: 'hello', reactions: [{ userId: 'bob' }] });
  });

  it('is refused before a position is reserved, where the message has twenty others', async () => {
    const { react, messages, clock } = await fixture();
    for (let nth = 0; nth < 20; nth += 1) {
      clock.advance(10_000);
      await react({ reaction: `r${nth}` });
    }
    await expect(react({ reaction: 'one more' })).rejects.toEqual(code('bad_request'));
    await expect(react({ reaction: 'more' })).rejects.toEqual(code('too_many_reactions'));
    expect((await messages.head('lobby'))?.seq).toBe(21);
    await react({ reaction: 'r0', on: false });
    await react({ reaction: 'more' });
  });

  it.each([
    ['message_not_found', { seq: 9 }],
    ['message_not_found', { id: 'another' }],
    ['bad_request', { reaction: '' }],
    ['not_joined', { room: 'tea' }],
    ['invalid_client_message_id', { clientMessageId: ' ' }],
  ])('is refused, and leaves no trace: %s', async (expected, changes) => {
    const { react, messages } = await fixture();
    await expect(react(changes)).rejects.toEqual(code(expected));
    expect((await messages.head('lobby'))?.seq).toBe(1);
  });

  it('counts as a message, and weighs its posts', async () => {
    const flooded = await fixture({ flood: { messages: 1, window: 10_000, hardLimit: 100 } });
    await flooded.react();
    await expect(flooded.react()).rejects.toEqual(code('rate_limited'));
    const large = await fixture({ flood: { messages: 9, window: 10_000, hardLimit: 100, posts: 900 } });
    await large.rules.saveMembers('lobby', 1_000);
    large.clock.advance(60_000);
    await large.react();
    await expect(large.react()).rejects.toEqual(code('rate_limited'));
  });
});
