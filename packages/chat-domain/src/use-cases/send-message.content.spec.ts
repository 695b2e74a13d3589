import { describe, expect, it } from '@jest/globals';
import { identityOf, identityWith, moderatedChat } from '../in-memory/index.js';

const content = { text: '', meta: { image: 'a secret.png' }, mentions: ['a secret mention'] };
const code = (expected: string) => expect.objectContaining({ code: expected });

async function fixture() {
  const parts = moderatedChat();
  const ada = await parts.connect(identityOf('ada'));
  const bob = await parts.connect(identityWith('bob'));
  const send = (changes: object = {}) =>
    parts.chat.sendMessage.execute({ ...ada, kind: 'message', ...content, ...changes });
  const erase = ({ seq, id }: { seq: number; id: string }) =>
    parts.moderation.deleteMessage.execute({ ...ada, seq, id });
  return { ...parts, ada, bob, send, erase };
}

describe('a message with more than a text', () => {
  it('is pushed and read as it was sent', async () => {
    const { chat, bob, gateway, send } = await fixture();
    const first = await send();
    const replyTo = { seq: first.seq, id: first.id };
    await send({ text: 'yes', replyTo });
    const { entries } = await chat.listMessages.execute(bob);
    expect(entries).toMatchObject([content, { ...content, text: 'yes', replyTo }]);
    expect(gateway.received('bob')).toMatchObject(entries.map((entry) => ({ entries: [entry] })));
  });

  it('is another message where any of its content is another', async () => {
    const { send } = await fixture();
    const { seq, id } = await send({ clientMessageId: 'c-1' });
    await expect(send({ clientMessageId: 'c-1' })).resolves.toMatchObject({ duplicate: true });
    for (const change of [{ meta: {} }, { mentions: ['bob'] }, { replyTo: { seq, id } }, { text: 'hi' }]) {
      await expect(send({ clientMessageId: 'c-1', ...change })).rejects.toEqual(
        code('client_message_id_reused'),
      );
    }
  });

  it('loses all of it once it is deleted', async () => {
    const { chat, bob, send, erase } = await fixture();
    const { seq, id } = await send({ text: 'a secret' });
    const answer = await send({ text: 'a secret', replyTo: { seq, id } });
    await erase(answer);
    await erase({ seq, id });
    const page = await chat.listMessages.execute(bob);
    expect(page.entries.slice(0, 2)).toMatchObject([{ kind: 'tombstone' }, { kind: 'tombstone' }]);
    expect(JSON.stringify(page)).not.toMatch(/secret|replyTo/);
  });
});

describe('a reply', () => {
  it.each([
    ['a position without a message', { seq: 9, id: 'x' }],
    ['another id', { id: 'another' }],
    ['no position', { seq: 1.5 }],
    ['a position below the log', { seq: 0 }],
  ])('is refused, and stored nowhere, where it answers %s', async (_, change) => {
    const { chat, bob, send } = await fixture();
    const { seq, id } = await send();
    await expect(send({ replyTo: { seq, id, ...change } })).rejects.toEqual(code('message_not_found'));
    expect((await chat.listMessages.execute(bob)).head).toBe(1);
  });

  it('answers no deletion, and no message of another room', async () => {
    const { send, erase, messages, chat, ada } = await fixture();
    const { seq, id } = await send();
    await erase({ seq, id });
    const deletion = await messages.find('lobby', 2);
    await expect(send({ replyTo: { ...deletion } })).rejects.toEqual(code('message_not_found'));
    await chat.joinRoom.execute({ ...ada, room: 'tea' });
    await expect(send({ room: 'tea', replyTo: { seq, id } })).rejects.toEqual(code('message_not_found'));
  });

  it('is stored once also where the message it answers is deleted between two attempts', async () => {
    const { send, erase } = await fixture();
    const { seq, id } = await send();
    const reply = { text: 'yes', replyTo: { seq, id }, clientMessageId: 'c-1' };
    const first = await send(reply);
    await erase({ seq, id });
    await expect(send(reply)).resolves.toMatchObject({ seq: first.seq, duplicate: true });
  });
});

describe('content that breaks a rule', () => {
  it.each([
    ['invalid_meta', { meta: { a: 'x'.repeat(1_024) } }],
    ['invalid_text', { meta: undefined }],
    ['bad_request', { mentions: ['\u202e'] }],
  ])('is refused: %s', async (expected, change) => {
    const { send } = await fixture();
    await expect(send(change)).rejects.toEqual(code(expected));
  });
});
