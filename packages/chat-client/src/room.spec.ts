import { describe, expect, it } from '@jest/globals';
import { startClient } from './testing/index.js';

describe('a room as an object', () => {
  it('is the same for the same name, and joins, sends, reads and leaves', async () => {
    const { client, server, texts, connect } = startClient();
    server.say('before', { room: 'tea' });
    await connect();
    const tea = client.room('tea');
    expect([client.room('tea') === tea, client.room() === client.room('lobby')]).toEqual([true, true]);
    await tea.join({ follow: true });
    expect(server.of('joinRoom').at(-1)).toMatchObject({ room: 'tea', follow: true });
    await tea.send('hello', { mentions: ['bob'] });
    expect(server.of('sendMessage')).toMatchObject([{ room: 'tea', mentions: ['bob'] }]);
    expect((await tea.history()).entries).toMatchObject([{ text: 'before' }]);
    expect(texts).toEqual(['hello']);
    await tea.leave();
    expect(server.open[0]?.rooms).toEqual(new Set(['lobby']));
  });

  it('follows once: a reconnect does not ask for it again', async () => {
    const { client, server, timers, connect } = startClient();
    await connect();
    await client.room('tea').join({ follow: true });
    server.cut();
    await timers.advance(1_000);
    const joins = server.of('joinRoom').filter(({ room }) => room === 'tea');
    expect(joins.map(({ follow }) => follow)).toEqual([true, undefined]);
  });

  it('deletes by position and id, and says why it cannot', async () => {
    const { client, server, texts, connect } = startClient();
    await connect();
    const { seq, id } = await client.room().send('a slip');
    await client.room().delete({ seq, id });
    expect(texts).toEqual(['a slip', 'deletion']);
    expect(server.room().positions[0]).toMatchObject({ kind: 'deleted' });
    await expect(client.room().delete({ seq, id: 'other' })).rejects.toMatchObject({
      code: 'message_not_found',
    });
  });

  it('deletes nothing without a connection', async () => {
    const { client } = startClient();
    await expect(client.room().delete({ seq: 1, id: 'x' })).rejects.toMatchObject({ code: 'disconnected' });
  });
});
