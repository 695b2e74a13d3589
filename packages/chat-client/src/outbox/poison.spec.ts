import { describe, expect, it } from '@jest/globals';
import { kick } from '@serverless-ws/chat-protocol';
import { drainMicrotasks } from '../testing/fake-timers.js';
import { startClient } from '../testing/start-client.js';
import type { OutboxMessage } from './outbox-message.js';

const MINUTE = 60_000;
const LONG = 'x'.repeat(40_000);

/** The code of the error with which a promise is rejected. */
async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'resolved',
    ({ code }: { code: string }) => code,
  );
}

/** A client whose server closes with `code` whenever it is sent `poison`. */
async function poisoned(code: number) {
  const all = startClient();
  all.server.answer = (frame) => {
    if (!('text' in frame) || frame.text !== 'poison') return undefined;
    all.server.cut(code);
    return null;
  };
  await all.connect();
  for (const room of ['tea', 'milk']) await all.client.join(room);
  const attempts = () => all.server.of('sendMessage').filter(({ text }) => text === 'poison').length;
  return { ...all, attempts };
}

describe('a frame that is too long for the gateway', () => {
  it.each([
    ['a text', 'invalid_text', LONG, {}],
    ['a text of multi-byte characters', 'invalid_text', '数'.repeat(11_000), {}],
    ['a room', 'bad_request', 'hi', { room: LONG }],
    ['an id', 'bad_request', 'hi', { clientMessageId: LONG }],
  ])('fails at once, connected or not: %s', async (_, code, text, options) => {
    const { client, server, connect } = startClient();
    expect(await codeOf(client.send(text, options))).toBe(code);
    await connect();
    expect(await codeOf(client.send(text, options))).toBe(code);
    await client.send('what follows');
    expect(server.of('sendMessage')).toMatchObject([{ text: 'what follows' }]);
  });

  it('fails when it was stored by an earlier version', async () => {
    const stored: OutboxMessage = {
      ...{
        clientMessageId: 'c1',
        kind: 'message',
        room: 'lobby',
        text: LONG,
        createdAt: Date.UTC(2026, 0, 1),
      },
      status: 'waiting',
    };
    const { client, server, connect } = startClient({
      storage: { load: () => [stored], save: () => undefined },
    });
    await connect();
    expect(client.pending).toMatchObject([{ status: 'failed', reason: 'invalid_text' }]);
    expect(server.of('sendMessage')).toEqual([]);
  });

  it('rejects a join for good, and any other request', async () => {
    const { client, server, timers, connect } = startClient();
    await connect();
    expect(await codeOf(client.join(LONG))).toBe('bad_request');
    expect(await codeOf(client.request(kick, { userId: LONG }))).toBe('bad_request');
    server.cut();
    await timers.advance(1_000);
    expect(client.state.status).toBe('online');
  });
});

describe('a room that ends the session when it is joined', () => {
  it('is given up after five sessions, and those after it are joined', async () => {
    const { client, server, timers, connect } = startClient();
    server.answer = (frame) => {
      if (frame.action !== 'joinRoom' || frame.room !== 'poison') return undefined;
      server.cut(1008);
      return null;
    };
    const joined = codeOf(client.join('poison'));
    const next = client.join('tea');
    await connect();
    await timers.advance(MINUTE);
    expect(await joined).toBe('undeliverable');
    await next;
    expect(client.state.status).toBe('online');
    expect(server.of('joinRoom').filter(({ room }) => room === 'poison')).toHaveLength(5);
  });

  it('is not given up for sessions that end without a reason', async () => {
    const { client, server, timers, connect } = startClient();
    server.answer = (frame) => {
      if (frame.action === 'joinRoom') server.cut();
      return null;
    };
    await connect();
    await timers.advance(2 * MINUTE);
    server.answer = () => undefined;
    await timers.advance(MINUTE);
    expect(client.state.status).toBe('online');
    expect(client.cursor()).toEqual({ epoch: 'e1', seq: 0 });
  });
});

describe('a message that ends the session', () => {
  it.each([1002, 1003, 1007, 1008, 1009])('with the code %d is not sent again', async (code) => {
    const { client, timers, attempts } = await poisoned(code);
    const sent = codeOf(client.send('poison'));
    const next = client.send('what follows');
    await timers.advance(MINUTE);
    expect(await sent).toBe('undeliverable');
    await expect(next).resolves.toMatchObject({ room: 'lobby' });
    expect(attempts()).toBe(1);
  });

  it('with such a code is found among others by sending it alone', async () => {
    const { client, timers, attempts } = await poisoned(1009);
    const sent = codeOf(client.send('poison'));
    const others = ['tea', 'milk'].map((room) => client.send('harmless', { room }));
    await timers.advance(MINUTE);
    expect(await sent).toBe('undeliverable');
    expect(await Promise.all(others)).toMatchObject([{ room: 'tea' }, { room: 'milk' }]);
    expect(attempts()).toBe(2);
  });

  it('without a reason fails after five sessions, and what is in other rooms does not wait for it', async () => {
    const { client, timers, attempts } = await poisoned(1006);
    const sent = codeOf(client.send('poison'));
    await drainMicrotasks();
    const other = client.send('harmless', { room: 'tea' });
    await timers.advance(1_000);
    await expect(other).resolves.toMatchObject({ room: 'tea' });
    await timers.advance(MINUTE);
    expect(await sent).toBe('undeliverable');
    expect(attempts()).toBe(5);
    expect(client.state.status).toBe('online');
  });

  it('is innocent when the session outlives it', async () => {
    const { client, server, timers, connect } = startClient();
    await connect();
    server.answer = ({ action }) => (action === 'sendMessage' ? null : undefined);
    const sent = client.send('slow');
    for (let count = 1; count < 10; count += 1) {
      await timers.advance(20_000);
      server.cut();
    }
    await timers.advance(20_000);
    server.answer = () => undefined;
    await timers.advance(MINUTE);
    await expect(sent).resolves.toMatchObject({ room: 'lobby' });
  });
});
