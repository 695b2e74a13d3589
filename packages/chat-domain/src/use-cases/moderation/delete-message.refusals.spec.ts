import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../model/limits.js';
import { moderatedChat, identityWith } from '../../in-memory/index.js';

const notFound = (message: string) => ({ code: 'message_not_found', message });

async function fixture() {
  const { chat, moderation, connect, messages, clock, audit } = moderatedChat();
  const moderator = await connect(identityWith('grace', 'moderator'));
  const ada = await connect(identityWith('ada'));
  const { seq, id } = await chat.sendMessage.execute({ ...ada, kind: 'message', text: 'a secret' });
  const erase = (changes: { seq?: number; id?: string } = {}) =>
    moderation.deleteMessage.execute({ ...moderator, seq, id, ...changes });
  return { erase, messages, clock, audit };
}

describe('a message that cannot be deleted', () => {
  it.each([0, -1, 1.5, Number.NaN, 2 ** 53])('is at position %d, for which no store is read', async (seq) => {
    const { erase, messages } = await fixture();
    messages.find = () => Promise.reject(new Error('read'));
    await expect(erase({ seq })).rejects.toMatchObject(notFound('No such message is here.'));
  });

  it('is the entry of a deletion', async () => {
    const { erase, messages, audit } = await fixture();
    await erase();
    const deletion = await messages.find('lobby', 2);
    if (deletion?.kind !== 'deletion') throw new Error('There is no deletion.');
    await expect(erase({ seq: 2, id: deletion.id })).rejects.toMatchObject(
      notFound('No such message is here.'),
    );
    expect(audit.records).toHaveLength(1);
  });

  it('is one that expires at that moment', async () => {
    const { erase, messages, clock } = await fixture();
    const replace = messages.replace.bind(messages);
    messages.replace = (...change) => {
      clock.advance(LIMITS.retentionDefault);
      return replace(...change);
    };
    await expect(erase()).rejects.toMatchObject(notFound('No such message is here any more.'));
  });
});

describe('what is left of a message without a client message id', () => {
  it('has none either, not even an undefined one', async () => {
    const { erase, messages } = await fixture();
    await erase();
    const left = await messages.find('lobby', 1);
    expect(left).toMatchObject({ kind: 'tombstone' });
    expect(Object.keys(left ?? {})).not.toContain('clientMessageId');
  });
});
