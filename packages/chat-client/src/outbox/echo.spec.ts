import { describe, expect, it } from '@jest/globals';
import { messages } from '@serverless-ws/chat-protocol';
import { drainMicrotasks } from '../testing/fake-timers.js';
import { startClient } from '../testing/start-client.js';

const SECOND = 1_000;
const ADA = { id: 'ada', name: 'Ada' };

describe('a message without an echo', () => {
  it('is shown from its ack, and no frame more comes for it', async () => {
    const { client, server, texts, connect } = startClient();
    await connect();
    let pushes = 0;
    client.on(messages, () => (pushes += 1));
    const sent = client.send('hi');
    await expect(sent).resolves.toMatchObject({ seq: 1 });
    expect(server.of('sendMessage')).toMatchObject([{ echo: false }]);
    await drainMicrotasks();
    expect(pushes).toBe(0);
    expect([texts, client.pending]).toEqual([['hi'], []]);
  });

  it('is shown once where it is pushed too', async () => {
    const { client, server, texts, connect } = startClient();
    await connect();
    await client.send('hi');
    server.push('lobby', [1]);
    await drainMicrotasks();
    expect(texts).toEqual(['hi']);
  });

  it('is held above a gap, and shown in its order', async () => {
    const { client, server, timers, texts, connect } = startClient();
    await connect();
    server.say('missed', { lost: true });
    await client.send('hi');
    expect(texts).toEqual([]);
    expect(client.pending).toMatchObject([{ status: 'sent' }]);
    await timers.advance(3 * SECOND);
    expect(texts).toEqual(['missed', 'hi']);
    expect(client.pending).toEqual([]);
  });

  it('is not shown where its log is in another epoch: the room is caught up', async () => {
    const { client, server, timers, texts, connect } = startClient();
    const resets: unknown[] = [];
    client.on('reset', ({ cursor }) => resets.push(cursor));
    await connect();
    server.say('one');
    server.room().epoch = 'e2';
    await client.send('hi');
    expect([texts, client.pending]).toEqual([['one'], []]);
    await timers.advance(3 * SECOND);
    expect(resets).toEqual([{ epoch: 'e2', seq: 2 }]);
    server.say('three');
    expect(texts).toEqual(['one', 'three']);
  });

  it('is shown from the ack of its repetition when the first is lost', async () => {
    const { client, server, timers, texts, connect } = startClient();
    await connect();
    server.answer = (frame) => {
      if (frame.action !== 'sendMessage') return undefined;
      server.room().put(frame.text, ADA, frame.clientMessageId);
      return null;
    };
    const sent = client.send('hi');
    await drainMicrotasks();
    server.answer = () => undefined;
    await timers.advance(7 * SECOND);
    await expect(sent).resolves.toMatchObject({ seq: 1 });
    expect(texts).toEqual(['hi']);
  });

  it('is shown as it is now, if it was deleted meanwhile', async () => {
    const { client, server, texts, connect } = startClient();
    await connect();
    server.answer = (frame) => {
      if (frame.action !== 'sendMessage') return undefined;
      const { seq, id, sentAt, sender } = server.room().put(frame.text, ADA, frame.clientMessageId);
      const entry = { seq, id, sentAt, sender, kind: 'deleted' as const };
      const own = { clientMessageId: frame.clientMessageId ?? '' };
      return { type: 'ack', room: 'lobby', epoch: 'e1', seq, id, sentAt, duplicate: true, ...own, entry };
    };
    await client.send('hi');
    expect([texts, client.pending]).toEqual([['deleted'], []]);
  });

  it('takes its position where the entry is of a kind that this version does not know', async () => {
    const { client, server, texts, connect } = startClient();
    await connect();
    server.answer = (frame) => {
      if (frame.action !== 'sendMessage') return undefined;
      const { seq, id, sentAt } = server.room().put('', ADA);
      const own = { clientMessageId: frame.clientMessageId ?? '' };
      return {
        type: 'ack',
        room: 'lobby',
        epoch: 'e1',
        seq,
        id,
        sentAt,
        duplicate: false,
        ...own,
        entry: { seq },
      };
    };
    await client.send('hi');
    server.say('next');
    expect([texts, client.pending, client.cursor()?.seq]).toEqual([['next'], [], 2]);
  });

  it('is shown to the other connections of its user', async () => {
    const { client, server, connect } = startClient();
    const other = startClient({ openSocket: server.openSocket });
    await connect();
    await other.connect();
    await client.send('hi');
    expect(other.texts).toEqual(['hi']);
  });
});

describe('an echo', () => {
  it('is shown where the server is older, and pushes it', async () => {
    const { client, server, texts, connect } = startClient();
    server.ignoresEcho = true;
    await connect();
    await client.send('hi');
    await drainMicrotasks();
    expect([texts, client.pending]).toEqual([['hi'], []]);
  });

  it('is asked for where the app wants it', async () => {
    const { client, server, texts, connect } = startClient({ echo: true });
    await connect();
    await client.send('hi');
    await drainMicrotasks();
    expect(server.of('sendMessage')).toMatchObject([{ echo: true }]);
    expect(texts).toEqual(['hi']);
  });

  it('always comes of an announcement', async () => {
    const { client, server, texts, connect } = startClient();
    await connect();
    await client.announce('hear, hear');
    await drainMicrotasks();
    expect(server.of('announce')[0]).not.toHaveProperty('echo');
    expect(texts).toEqual(['hear, hear']);
  });
});
