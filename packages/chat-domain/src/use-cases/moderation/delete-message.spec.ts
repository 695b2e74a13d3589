import { describe, expect, it } from '@jest/globals';
import { moderatedChat, identityWith } from '../../in-memory/index.js';
import { isMessagesEvent } from '../../model/server-event.js';

async function fixture() {
  const parts = moderatedChat();
  const moderator = await parts.connect(identityWith('grace', 'moderator'));
  const ada = await parts.connect(identityWith('ada'));
  const bob = await parts.connect(identityWith('bob'));
  const message = { kind: 'message', text: 'a secret', clientMessageId: 'm-1' } as const;
  const send = () => parts.chat.sendMessage.execute({ ...ada, ...message });
  const sent = await send();
  const erase = (caller = moderator, changes: { seq?: number; id?: string; room?: string } = {}) =>
    parts.moderation.deleteMessage.execute({ ...caller, seq: sent.seq, id: sent.id, ...changes });
  const deletions = (connectionId: string) =>
    parts.gateway
      .received(connectionId)
      .flatMap((event) =>
        isMessagesEvent(event) ? event.entries.filter(({ kind }) => kind === 'deletion') : [],
      );
  return { ...parts, moderator, ada, bob, sent, send, erase, deletions };
}

describe('a deleted message', () => {
  it('is gone from history and from every resume, which show the deletion', async () => {
    const { chat, bob, sent, erase } = await fixture();
    await erase();
    const expected = [
      { kind: 'tombstone', seq: 1, id: sent.id, sender: { id: 'ada' } },
      { kind: 'deletion', seq: 2, target: { seq: 1 }, sender: { id: 'grace' } },
    ];
    const history = await chat.listMessages.execute(bob);
    expect(history.entries).toMatchObject(expected);
    const start = { epoch: sent.epoch, seq: 0 };
    const resumed = await chat.joinRoom.execute({ ...bob, after: start });
    expect(resumed.entries).toMatchObject(expected);
    const past = await chat.joinRoom.execute({ ...bob, after: { epoch: sent.epoch, seq: 1 } });
    expect(past).toMatchObject({ recovered: true, entries: [expected[1]] });
    expect(JSON.stringify([history, resumed, past])).not.toContain('secret');
  });

  it('is removed from open clients by the entry of the deletion', async () => {
    const { erase, deletions } = await fixture();
    await erase();
    for (const who of ['ada', 'bob', 'grace']) {
      expect(deletions(who)).toMatchObject([{ kind: 'deletion', target: { seq: 1 } }]);
    }
  });

  it('is not brought back by its sender sending it again', async () => {
    const { erase, send, sent, gateway, bob } = await fixture();
    await erase();
    await expect(send()).resolves.toMatchObject({ seq: sent.seq, duplicate: true });
    const last = gateway.received(bob.connectionId).at(-1);
    expect(last).toMatchObject({ entries: [{ kind: 'tombstone', seq: 1 }] });
  });

  it('is deleted once, however often and by whichever users, also at once', async () => {
    const { erase, ada, messages, audit } = await fixture();
    await Promise.all([erase(), erase(), erase(ada)]);
    await erase(ada);
    expect(await messages.find('lobby', 2)).toMatchObject({ kind: 'deletion', target: { seq: 1 } });
    const kinds = (await messages.read('lobby', { from: 1, to: 99, order: 'ascending', limit: 99 })).map(
      ({ kind }) => kind,
    );
    expect(kinds.filter((kind) => kind === 'deletion')).toHaveLength(1);
    expect(audit.records.length).toBeLessThanOrEqual(3);
  });

  it.each(['replace', 'reserveNext', 'putIfAbsent', 'append'] as const)(
    'is finished by a retry when %s had failed',
    async (step) => {
      const { erase, messages, deletions, chat, bob } = await fixture();
      Object.assign(messages, { [step]: () => Promise.reject(new Error('cut off')) });
      await expect(erase()).rejects.toThrow('cut off');
      Reflect.deleteProperty(messages, step);
      await erase();
      expect(deletions('bob')).toMatchObject([{ target: { seq: 1 } }]);
      expect(JSON.stringify(await chat.listMessages.execute(bob))).not.toContain('secret');
    },
  );

  it('leaves a record that holds no text', async () => {
    const { erase, audit } = await fixture();
    await erase();
    expect(audit.records).toMatchObject([
      { action: 'deleteMessage', room: 'lobby', seq: 1, userId: 'ada', actor: { id: 'grace' } },
    ]);
    expect(JSON.stringify(audit.records)).not.toContain('secret');
  });
});

describe('deleting', () => {
  it('is for the sender and for moderators', async () => {
    const { erase, ada, bob } = await fixture();
    await expect(erase(bob)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(erase(ada)).resolves.toEqual({ room: 'lobby' });
  });

  it('finds only what is a message, at its position and with its id', async () => {
    const { erase, moderator, bob, messages, clock } = await fixture();
    await erase();
    const at = { reservedAt: clock.now(), expiresAt: clock.now() + 9 };
    await messages.append('lobby', { kind: 'filler', seq: 3, ...at });
    for (const changes of [
      { seq: 0 },
      { seq: -1 },
      { seq: 1.5 },
      { seq: Number.NaN },
      { seq: 2 },
      { seq: 3 },
      { seq: 99 },
      { id: 'other' },
      { room: 'tea' },
    ]) {
      await expect(erase(moderator, changes)).rejects.toMatchObject({ code: 'message_not_found' });
      await expect(erase(bob, changes)).rejects.toMatchObject({ code: 'forbidden' });
    }
  });

  it('counts as a message for flood control', async () => {
    const { moderation, connect, chat } = moderatedChat({
      flood: { messages: 2, window: 9_000, hardLimit: 9 },
    });
    const ada = await connect(identityWith('ada'));
    const { seq, id } = await chat.sendMessage.execute({ ...ada, kind: 'message', text: 'x' });
    await moderation.deleteMessage.execute({ ...ada, seq, id });
    const again = moderation.deleteMessage.execute({ ...ada, seq, id });
    await expect(again).rejects.toMatchObject({ code: 'rate_limited' });
  });
});
