import { describe, expect, it } from '@jest/globals';
import { identityOf, identityWith, moderatedChat } from '../../in-memory/index.js';
import { intercept } from '../../in-memory/fixtures/intercept.js';
import { isMessagesEvent } from '../../model/server-event.js';
import { editMessageOf } from './edit-message.js';

const code = (expected: string) => expect.objectContaining({ code: expected });

async function fixture(...settings: Parameters<typeof moderatedChat>) {
  const parts = moderatedChat(...settings);
  const ada = await parts.connect(identityOf('ada'));
  const bob = await parts.connect(identityWith('bob'));
  const sent = await parts.chat.sendMessage.execute({ ...ada, kind: 'message', text: 'helo' });
  const target = { seq: sent.seq, id: sent.id };
  const edit = (text: string, changes: object = {}) =>
    parts.chat.editMessage.execute({ ...ada, ...target, text, ...changes });
  const erase = () => parts.moderation.deleteMessage.execute({ ...ada, ...target });
  const history = async () => (await parts.chat.listMessages.execute(bob)).entries;
  const pushed = () =>
    parts.gateway
      .received('bob')
      .flatMap((event) => (isMessagesEvent(event) ? event.entries : []))
      .slice(1);
  return { ...parts, ada, bob, sent, target, edit, erase, history, pushed };
}

describe('an edited message', () => {
  it('says the new text in history, and its edit says it to those who have read it', async () => {
    const { edit, history, pushed, target, clock } = await fixture();
    clock.advance(1_000);
    const receipt = await edit('hello', { clientMessageId: 'c-1' });
    expect(receipt).toStrictEqual({
      ...{ room: 'lobby', epoch: expect.any(String), seq: 2, id: expect.any(String) },
      ...{ sentAt: clock.now(), duplicate: false, clientMessageId: 'c-1' },
    });
    const entry = { kind: 'edit', seq: 2, id: receipt.id, target, content: { text: 'hello' } };
    expect(await history()).toMatchObject([
      { kind: 'message', text: 'hello', edited: { seq: 2, at: clock.now() } },
      entry,
    ]);
    expect(pushed()).toMatchObject([entry]);
  });

  it('has the whole content of its last edit, and keeps what it answers', async () => {
    const { chat, ada, target, edit, history, sent } = await fixture();
    const reply = await chat.sendMessage.execute({
      ...{ ...ada, kind: 'message', text: 'yes', replyTo: target },
      ...{ meta: { a: 1 }, mentions: ['bob'] },
    });
    await edit('no', { seq: reply.seq, id: reply.id, mentions: ['carol'] });
    const [, message, change] = await history();
    expect(message).toMatchObject({ text: 'no', mentions: ['carol'], replyTo: { id: sent.id } });
    expect(message).not.toHaveProperty('meta');
    expect(change).toHaveProperty('content', { text: 'no', mentions: ['carol'] });
  });

  it('is said by its last edit alone, and by no edit once it is deleted', async () => {
    const { edit, erase, history } = await fixture();
    await edit('first secret');
    await edit('second secret');
    const [, first, second] = await history();
    expect(first).not.toHaveProperty('content');
    expect(second).toHaveProperty('content', { text: 'second secret' });
    await erase();
    expect(JSON.stringify(await history())).not.toContain('secret');
    await expect(edit('third')).rejects.toEqual(code('message_not_found'));
  });

  it('is read with its text by a resume whose page has the edit and not the message', async () => {
    const { chat, bob, edit, sent } = await fixture();
    await edit('hello');
    const after = { epoch: sent.epoch, seq: 1 };
    const { entries } = await chat.joinRoom.execute({ ...bob, after });
    expect(entries).toMatchObject([{ kind: 'edit', content: { text: 'hello' } }]);
  });
});

describe('an edit', () => {
  it('is stored once, however often it is sent, and also after a later one', async () => {
    const { edit, history } = await fixture();
    const first = await edit('a', { clientMessageId: 'c-1' });
    await edit('b');
    await expect(edit('a', { clientMessageId: 'c-1' })).resolves.toEqual({ ...first, duplicate: true });
    expect(await history()).toMatchObject([{ text: 'b' }, { kind: 'edit' }, { kind: 'edit' }]);
    await expect(edit('c', { clientMessageId: 'c-1' })).rejects.toEqual(code('client_message_id_reused'));
  });

  it('is pushed with its content by a late retry, too, as long as it is the last', async () => {
    const { edit, clock, pushed } = await fixture();
    await edit('a', { clientMessageId: 'c-1' });
    clock.advance(60_000);
    await edit('a', { clientMessageId: 'c-1' });
    expect(pushed()).toMatchObject([{ content: { text: 'a' } }, { seq: 2, content: { text: 'a' } }]);
    await edit('b');
    clock.advance(60_000);
    await edit('a', { clientMessageId: 'c-1' });
    expect(pushed().at(-1)).not.toHaveProperty('content');
  });

  it('is of its own message by its own sender, whatever the role', async () => {
    const { edit, connect, history } = await fixture();
    const admin = await connect(identityWith('grace', 'admin'));
    await expect(edit('mine', admin)).rejects.toEqual(code('forbidden'));
    expect(await history()).toMatchObject([{ text: 'helo' }]);
  });

  it.each([
    ['message_not_found', { seq: 9 }],
    ['message_not_found', { id: 'another' }],
    ['message_not_found', { seq: 0.5 }],
    ['invalid_text', { text: '' }],
    ['invalid_meta', { meta: { a: 'x'.repeat(1_024) } }],
    ['not_joined', { room: 'tea' }],
    ['invalid_room', { room: '#' }],
    ['invalid_client_message_id', { clientMessageId: ' ' }],
  ])('is refused, and leaves no trace: %s', async (expected, changes) => {
    const { edit, messages } = await fixture();
    await expect(edit('hello', changes)).rejects.toEqual(code(expected));
    expect((await messages.head('lobby'))?.seq).toBe(1);
  });

  it('of an announcement needs the right to announce', async () => {
    const { chat, connect, edit, history } = await fixture();
    const admin = await connect(identityWith('grace', 'admin'));
    const { seq, id } = await chat.sendMessage.execute({ ...admin, kind: 'announcement', text: 'noon' });
    const former = { ...admin, identity: identityWith('grace'), seq, id };
    await expect(edit('one', former)).rejects.toEqual(code('forbidden'));
    await edit('one', { ...admin, seq, id });
    expect((await history())[1]).toMatchObject({ kind: 'announcement', text: 'one' });
  });

  it('counts as a message: at the limit, while muted, in slow mode and in a crowded room it is refused', async () => {
    const muted = await fixture({ flood: { messages: 2, window: 10_000, hardLimit: 100 } });
    await muted.edit('a');
    await expect(muted.edit('b')).rejects.toEqual(code('rate_limited'));
    const crowded = await fixture({ crowdedFrom: 2 });
    await crowded.rules.saveMembers('lobby', 99);
    crowded.clock.advance(60_000);
    await expect(crowded.edit('a')).rejects.toEqual(code('forbidden'));
  });
});

describe('an edit whose message is deleted meanwhile', () => {
  it('is refused, and fills the position that it had reserved', async () => {
    const { chat, ada, target, erase, messages, history } = await fixture();
    const late = intercept(messages, async ({ method, proceed }) => {
      if (method === 'edit') await erase();
      return proceed();
    });
    const edit = editMessageOf({ ...chat.ports, messages: late });
    await expect(edit.execute({ ...ada, ...target, text: 'secret' })).rejects.toEqual(
      code('message_not_found'),
    );
    expect(await messages.find('lobby', 2)).toMatchObject({ kind: 'filler' });
    expect(await history()).toMatchObject([{ kind: 'tombstone' }, { kind: 'deletion' }]);
  });
});

describe('two edits at once', () => {
  it('end alike for those who were pushed them and those who read: by the higher position', async () => {
    const { chat, ada, target, messages, history, pushed } = await fixture();
    const order: (() => void)[] = [];
    const slow = intercept(messages, async ({ method, args, proceed }) => {
      // The first edit replaces the content when the second has been pushed.
      if (method === 'edit' && JSON.stringify(args).includes('first')) {
        await new Promise<void>((resolve) => order.push(resolve));
      }
      return proceed();
    });
    const first = editMessageOf({ ...chat.ports, messages: slow }).execute({
      ...ada,
      ...target,
      text: 'first',
    });
    await new Promise((resolve) => setImmediate(resolve));
    await chat.editMessage.execute({ ...ada, ...target, text: 'second' });
    for (const go of order) go();
    await first;
    expect(pushed()).toMatchObject([{ seq: 3, content: { text: 'second' } }, { seq: 2 }]);
    expect(pushed()[1]).not.toHaveProperty('content');
    const [message, lower, higher] = await history();
    expect([message, higher]).toMatchObject([{ text: 'second' }, { content: { text: 'second' } }]);
    expect(lower).not.toHaveProperty('content');
  });
});
