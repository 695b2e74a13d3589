import { describe, expect, it } from '@jest/globals';
import { drainMicrotasks } from '../testing/fake-timers.js';
import { startClient } from '../testing/start-client.js';

const MINUTE = 60_000;

/** The code of the error with which a promise is rejected. */
async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'resolved',
    ({ code }: { code: string }) => code,
  );
}

describe('rooms', () => {
  it('can be read as soon as they are joined', async () => {
    const { client, server, connect } = startClient();
    server.say('before');
    const history = client.join('lobby').then(() => client.history());
    await connect();
    expect((await history).entries).toHaveLength(1);
  });

  it('are joined at once, and again on every connection', async () => {
    const { client, server, timers, texts, connect } = startClient();
    await connect();
    await client.join('tea');
    server.say('in tea', { room: 'tea' });
    server.cut();
    server.say('meanwhile', { room: 'tea' });
    await timers.advance(1_000);
    expect(texts).toEqual(['in tea', 'meanwhile']);
    expect(server.of('joinRoom').map(({ room }) => room)).toEqual(['lobby', 'tea', 'lobby', 'tea']);
  });

  it('can be joined before connect(), at the position of an earlier run', async () => {
    const { client, server, texts, connect } = startClient();
    for (let count = 1; count <= 250; count += 1) server.say(`m${count}`, { room: 'tea' });
    const joined = client.join('tea', { epoch: 'e1', seq: 10 });
    await connect();
    await joined;
    expect(texts).toHaveLength(240);
    expect(texts[0]).toBe('m11');
    expect(texts.at(-1)).toBe('m250');
  });

  it('can be left, but for the lobby', async () => {
    const { client, server, texts, connect } = startClient();
    await connect();
    await client.join('tea');
    await client.leave('tea');
    expect(server.open[0]?.rooms).toEqual(new Set(['lobby']));
    server.tell('lobby', { type: 'messages', room: 'tea', epoch: 'e1', messages: [] });
    expect(texts).toEqual([]);
    expect(await codeOf(client.leave('lobby'))).toBe('forbidden');
    await client.leave('never joined');
  });

  it('that the server rejects are dropped and reported', async () => {
    const { client, server, timers, connect } = startClient();
    const refused: string[] = [];
    client.on('refused', ({ room, error }) => refused.push(`${room} ${error.code}`));
    await connect();
    server.answer = (frame) =>
      frame.action === 'joinRoom' && frame.room === 'vip'
        ? { type: 'error', code: 'forbidden', message: 'No.', retryable: false }
        : undefined;
    expect(await codeOf(client.join('vip'))).toBe('forbidden');
    expect(refused).toEqual(['vip forbidden']);
    server.cut();
    await timers.advance(1_000);
    expect(client.state.status).toBe('online');
    expect(server.of('joinRoom').filter(({ room }) => room === 'vip')).toHaveLength(1);
  });

  it('that the server no longer has this client in are joined again at the next pong', async () => {
    const { client, server, timers, texts, connect } = startClient();
    await connect();
    for (const room of ['tea', 'constructor', '__proto__']) await client.join(room);
    server.open[0]?.rooms.delete('constructor');
    server.open[0]?.rooms.delete('__proto__');
    server.say('missed', { room: 'constructor' });
    server.say('missed too', { room: '__proto__' });
    await timers.advance(8 * MINUTE);
    expect(texts).toEqual(['missed', 'missed too']);
    expect(server.of('joinRoom').map(({ room }) => room)).toEqual([
      ...['lobby', 'tea', 'constructor', '__proto__'],
      ...['constructor', '__proto__'],
    ]);
    expect(server.connections).toHaveLength(1);
    const sent = client.send('here again', { room: 'constructor' });
    await expect(sent).resolves.toMatchObject({ room: 'constructor' });
  });

  it('of another epoch are joined again at the next pong', async () => {
    const { client, server, timers, connect } = startClient();
    const resets: unknown[] = [];
    client.on('reset', (event) => resets.push(event));
    await connect();
    await client.join('constructor');
    server.say('one', { room: 'constructor' });
    server.room('constructor').epoch = 'e2';
    await timers.advance(8 * MINUTE);
    expect(resets).toEqual([
      { room: 'constructor', cursor: { epoch: 'e2', seq: 1 }, last: { epoch: 'e1', seq: 1 } },
    ]);
    expect(server.of('joinRoom').slice(2)).toMatchObject([
      { room: 'constructor', after: { epoch: 'e1', seq: 1 } },
    ]);
  });

  it('that are left fail what is on its way there, for good', async () => {
    const { client, server, connect } = startClient();
    await connect();
    await client.join('tea');
    server.answer = ({ action }) => (action === 'sendMessage' ? null : undefined);
    const sent = ['one', 'two'].map((text) => codeOf(client.send(text, { room: 'tea' })));
    const elsewhere = client.send('three');
    await client.leave('tea');
    expect(await Promise.all(sent)).toEqual(['left', 'left']);
    expect(client.pending.map(({ status }) => status)).toEqual(['failed', 'failed', 'sending']);
    server.answer = () => undefined;
    await client.join('tea');
    expect(server.of('sendMessage').filter(({ room }) => room === 'tea')).toHaveLength(1);
    await expect(elsewhere).resolves.toMatchObject({ room: 'lobby' });
  });

  it('that the client is put out of fail what is on its way there, with the reason', async () => {
    const { client, server, timers, connect } = startClient();
    await connect();
    await client.join('vip');
    server.open[0]?.rooms.delete('vip');
    server.answer = ({ action }) => {
      const code = new Map<string, string>([
        ['sendMessage', 'not_joined'],
        ['joinRoom', 'forbidden'],
      ]).get(action);
      return code === undefined ? undefined : { type: 'error', code, message: 'No.', retryable: false };
    };
    const sent = codeOf(client.send('let me in', { room: 'vip' }));
    await timers.advance(1_000);
    expect(await sent).toBe('forbidden');
    expect(client.pending).toMatchObject([{ status: 'failed', reason: 'forbidden' }]);
    expect(client.state.status).toBe('online');
  });

  it('that a message finds lost are joined again, on the same connection', async () => {
    const { client, server, connect } = startClient();
    await connect();
    await client.join('tea');
    server.open[0]?.rooms.delete('tea');
    server.answer = ({ action }) =>
      action === 'sendMessage' && server.open[0]?.rooms.has('tea') === false
        ? { type: 'error', code: 'not_joined', message: 'No.', retryable: false }
        : undefined;
    await expect(client.send('still here', { room: 'tea' })).resolves.toMatchObject({ room: 'tea', seq: 1 });
    expect(server.connections).toHaveLength(1);
    expect(server.of('joinRoom').map(({ room }) => room)).toEqual(['lobby', 'tea', 'tea']);
  });

  it('that the client is no longer in keep no message that is stored', async () => {
    const { client, server, connect } = startClient();
    await connect();
    await client.join('tea');
    server.answer = ({ action }) => (action === 'sendMessage' ? null : undefined);
    void client.send('late', { room: 'tea', clientMessageId: 'c1' });
    await client.leave('tea');
    const position = { room: 'tea', epoch: 'e1', seq: 1, id: 'tea-1', sentAt: 1 };
    server.open[0]?.push({ type: 'ack', ...position, duplicate: false, clientMessageId: 'c1' });
    expect(client.pending).toEqual([]);
  });

  it.each([0, 9_000])(
    'are joined later where the server has too many joins, and no other waits: %d',
    async (retryAfterMs) => {
      const { client, server, timers, texts, connect } = startClient();
      const busy = { type: 'error', code: 'rate_limited', message: 'Slow down.', retryable: true } as const;
      server.answer = (frame) =>
        frame.action === 'joinRoom' && frame.room === 'new' ? { ...busy, retryAfterMs } : undefined;
      const joined = client.join('new');
      void client.join('tea');
      await connect();
      server.say('in tea', { room: 'tea' });
      expect(client.state.status).toBe('online');
      await timers.advance(8_900);
      expect(server.of('joinRoom').filter(({ room }) => room === 'new').length).toBeLessThan(10);
      server.answer = () => undefined;
      await timers.advance(1_000);
      await joined;
      server.say('in new', { room: 'new' });
      expect(texts).toEqual(['in tea', 'in new']);
      expect(server.connections).toHaveLength(1);
    },
  );

  it('that are left while the server is too busy to let them in leave no timer', async () => {
    const { client, server, timers, connect } = startClient();
    await connect();
    const busy = { type: 'error', code: 'rate_limited', message: 'Slow down.', retryable: true } as const;
    server.answer = ({ action }) => (action === 'joinRoom' ? { ...busy, retryAfterMs: 9_000 } : undefined);
    const before = timers.waiting;
    void client.join('tea');
    await drainMicrotasks();
    expect(timers.waiting).toBe(before + 1);
    await client.leave('tea');
    expect(timers.waiting).toBe(before);
  });

  it('queue messages until they are joined', async () => {
    const { client, server, connect } = startClient();
    const sent = client.send('hello', { room: 'tea' });
    await connect();
    expect(server.of('sendMessage')).toEqual([]);
    await client.join('tea');
    await expect(sent).resolves.toMatchObject({ room: 'tea', seq: 1 });
  });
});
