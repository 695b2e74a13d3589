import { describe, expect, it } from '@jest/globals';
import { drainMicrotasks, startClient, tokenOf } from '../testing/index.js';

/** A connected client of Ada that has opened the direct room with Bob, and what it was shown, by room. */
async function opened() {
  const started = startClient({ getToken: () => tokenOf('ada') });
  const { client, connect } = started;
  const shown: string[] = [];
  client.on('message', ({ room, entry }) =>
    shown.push(`${room} ${'text' in entry ? entry.text : entry.kind}`),
  );
  await connect();
  const room = client.direct('bob');
  await drainMicrotasks();
  return { ...started, room, shown };
}

describe('a direct room', () => {
  it('is the same object for the same user, under a name that no other room has', async () => {
    const { client, room } = await opened();
    expect([room.name, client.direct('bob') === room, client.direct('eve') === room]).toEqual([
      '@bob',
      true,
      false,
    ]);
  });

  it('is shown what either side writes, in order, before and after a reconnect', async () => {
    const { server, timers, room, shown } = await opened();
    server.say('hi', { with: 'bob' });
    await expect(room.send('hello')).resolves.toMatchObject({ room: '@bob', seq: 2 });
    server.cut();
    server.say('are you there?', { with: 'bob' });
    const sent = room.send('yes');
    await timers.advance(1_000);
    await expect(sent).resolves.toMatchObject({ seq: 4 });
    expect(shown).toEqual(['@bob hi', '@bob hello', '@bob are you there?', '@bob yes']);
    expect(server.of('sendMessage').map((frame) => frame.with)).toEqual(['bob', 'bob']);
  });

  it('is opened by a send, also before there is a connection', async () => {
    const { client, server, connect } = startClient();
    const sent = client.room('@bob').send('first');
    expect(client.pending).toMatchObject([{ room: '@bob', status: 'waiting' }]);
    await connect();
    await expect(sent).resolves.toMatchObject({ room: '@bob', seq: 1 });
    expect(client.pending).toEqual([]);
    expect(server.direct('bob').positions).toMatchObject([{ text: 'first', to: 'bob' }]);
  });

  it('is never joined nor left on the wire, nor named there', async () => {
    const { server, room, shown } = await opened();
    await room.leave();
    server.say('after the leave', { with: 'bob' });
    await drainMicrotasks();
    expect(shown).toEqual([]);
    expect(server.of('leaveRoom')).toEqual([]);
    expect(server.of('joinRoom').map((frame) => frame.room)).toEqual(['lobby']);
  });

  it('is caught up where the last push was lost, as a pong tells', async () => {
    const { server, timers, shown } = await opened();
    server.say('seen', { with: 'bob' });
    server.say('lost', { with: 'bob', lost: true });
    await timers.advance(65_000);
    expect(server.of('ping').at(-1)).toMatchObject({ with: ['bob'] });
    expect(shown).toEqual(['@bob seen', '@bob lost']);
  });

  it('is caught up at once where the next push shows a gap', async () => {
    const { server, timers, shown } = await opened();
    server.say('lost', { with: 'bob', lost: true });
    server.say('seen', { with: 'bob' });
    await timers.advance(3_000);
    expect(shown).toEqual(['@bob lost', '@bob seen']);
  });

  it('does not show the messages of a third user', async () => {
    const { client, server, shown } = await opened();
    server.say('psst', { with: 'eve' });
    server.say('hi', { with: 'bob' });
    await drainMicrotasks();
    expect(shown).toEqual(['@bob hi']);
    expect((await client.room('@bob').history()).entries).toMatchObject([]);
  });

  it('keeps what failed to be sent in the outbox, by its name', async () => {
    const { client, server, room } = await opened();
    server.answer = ({ action }) =>
      action === 'sendMessage'
        ? { type: 'error', code: 'forbidden', message: 'No.', retryable: false }
        : undefined;
    await expect(room.send('blocked')).rejects.toMatchObject({ code: 'forbidden' });
    expect(client.pending).toMatchObject([{ room: '@bob', status: 'failed', reason: 'forbidden' }]);
  });
});
