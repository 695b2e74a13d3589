import { describe, expect, it } from '@jest/globals';
import { deleteMessage, kick } from '@serverless-ws/chat-protocol';
import { ChatClient } from './chat-client.js';
import { drainMicrotasks } from './testing/fake-timers.js';
import { startClient } from './testing/start-client.js';

/** The code of the error with which a promise is rejected. */
async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'resolved',
    ({ code }: { code: string }) => code,
  );
}

describe('a client that is connected', () => {
  it('emits every message from then on, its own included', async () => {
    const { client, server, texts, connect } = startClient();
    server.say('before');
    await connect();
    expect(client.state).toEqual({ status: 'online' });
    server.say('one');
    const receipt = await client.send('two');
    expect(receipt).toMatchObject({ room: 'lobby', epoch: 'e1', seq: 3 });
    await drainMicrotasks();
    expect(texts).toEqual(['one', 'two']);
    expect(client.pending).toEqual([]);
    expect(client.cursor()).toEqual({ epoch: 'e1', seq: 3 });
  });

  it('has no pending message once it has read its own entry, even without an ack', async () => {
    const { client, server, timers, texts, connect } = startClient();
    await connect();
    server.answer = (frame) => {
      if (frame.action !== 'sendMessage') return undefined;
      server.room().put(frame.text, { id: 'ada', name: 'Ada' }, frame.clientMessageId);
      return null;
    };
    const sent = client.send('one');
    await drainMicrotasks();
    server.cut();
    await timers.advance(1_000);
    await expect(sent).resolves.toMatchObject({ seq: 1 });
    expect(texts).toEqual(['one']);
    expect(client.pending).toEqual([]);
  });

  it('announces', async () => {
    const { client, server, connect } = startClient();
    await connect();
    await client.announce('hear, hear');
    expect(server.of('announce')).toMatchObject([{ text: 'hear, hear' }]);
  });

  it('reads history page by page, before what it has shown', async () => {
    const { client, server, connect } = startClient();
    for (let count = 1; count <= 5; count += 1) server.say(`m${count}`);
    await connect();
    server.say('live');
    const first = await client.history('lobby', { limit: 2 });
    expect(first.entries.map(({ seq }) => seq)).toEqual([4, 5]);
    expect(first.before).toEqual({ epoch: 'e1', seq: 4 });
    const rest = await client.history('lobby', { ...(first.before && { before: first.before }) });
    expect(rest.entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(rest.before).toBeNull();
  });

  it('reads history when there is a connection, and none of rooms that it is not in', async () => {
    const { client, server, timers, connect } = startClient();
    server.say('before');
    const history = client.history();
    await connect();
    expect((await history).entries).toMatchObject([{ text: 'before' }]);
    server.cut();
    const later = client.history();
    await timers.advance(1_000);
    expect((await later).entries).toHaveLength(1);
    expect(await codeOf(client.history('tea'))).toBe('not_joined');
  });

  it('requests actions by their descriptors', async () => {
    const { client, server, connect } = startClient();
    const message = { seq: 1, id: 'lobby-1' };
    expect(await codeOf(client.request(deleteMessage, message))).toBe('disconnected');
    await connect();
    server.say('one');
    const response = await client.request(deleteMessage, message);
    expect(response).toMatchObject({ type: 'done', action: 'deleteMessage' });
    server.answer = () => ({ type: 'error', code: 'forbidden', message: 'No.', retryable: false });
    expect(await codeOf(client.request(kick, { userId: 'bob' }))).toBe('forbidden');
    expect(server.of('kick')).toMatchObject([{ userId: 'bob' }]);
  });

  it('rejects with the error that the server sends', async () => {
    const { client, server, connect } = startClient();
    await connect();
    const errorFrame = { type: 'error', code: 'invalid_text', message: 'No.', retryable: false } as const;
    server.answer = () => errorFrame;
    expect(await codeOf(client.send('?'))).toBe('invalid_text');
    expect(client.pending).toMatchObject([{ status: 'failed', reason: 'invalid_text' }]);
    const [failed] = client.pending;
    server.answer = () => undefined;
    client.retry(failed?.clientMessageId ?? '');
    await drainMicrotasks();
    expect(client.pending).toEqual([]);
    client.discard('nothing');
  });
});

describe('close()', () => {
  it('leaves no timer, no socket and no pending promise, in any state', async () => {
    const { client, server, timers, states, connect } = startClient();
    await connect();
    server.say('one', { lost: true });
    server.say('two');
    server.answer = () => null;
    const waiting = [client.send('x'), client.join('tea'), client.history()].map(codeOf);
    await drainMicrotasks();
    client.close();
    client.close();
    expect(await Promise.all(waiting)).toEqual(['closed', 'closed', 'disconnected']);
    await drainMicrotasks();
    expect(timers.waiting).toBe(0);
    expect(server.open).toEqual([]);
    expect(states.at(-1)).toBe('closed');
    expect(await codeOf(client.send('too late'))).toBe('closed');
    expect(await codeOf(client.join('tea'))).toBe('closed');
    client.connect();
    expect(client.state).toEqual({ status: 'closed', reason: 'by the client' });
  });

  it('also works before connect()', () => {
    const { client, timers } = startClient();
    client.close();
    expect(timers.waiting).toBe(0);
  });
});

describe('a promise that the app does not wait for', () => {
  it('is no unhandled rejection where an event tells the same', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    const { client, server, connect } = startClient();
    await connect();
    server.answer = () => ({ type: 'error', code: 'forbidden', message: 'No.', retryable: false });
    void client.join('vip');
    void client.send('hello');
    await drainMicrotasks();
    client.close();
    void client.join('vip');
    void client.send('hello');
    await drainMicrotasks();
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });
});

describe('a bad address', () => {
  it.each(['http://example.com', 'example.com', ''])('is rejected at once: %j', (url) => {
    expect(() => new ChatClient({ url, getToken: () => '' })).toThrow(TypeError);
  });
});
