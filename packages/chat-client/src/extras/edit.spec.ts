import { describe, expect, it } from '@jest/globals';
import { drainMicrotasks, startClient, tokenOf } from '../testing/index.js';
import { edit } from './edit.js';
import { react } from './react.js';

describe('an edit', () => {
  it('is made exactly once where the ack was lost with the connection', async () => {
    const { client, server, timers, texts, connect } = startClient({ getToken: () => tokenOf('ada') });
    await connect();
    const { seq, id } = await client.send('helo');
    server.answer = (frame) => {
      if (frame.action !== 'editMessage') return undefined;
      server.answer = () => undefined;
      server.room().edit({ seq, id }, { text: frame.text }, frame.clientMessageId);
      server.cut();
      return null;
    };
    const edited = edit(client.room(), { seq, id }, 'hello', { mentions: ['bob'] });
    await timers.advance(1_000);
    await edited;
    expect(texts).toEqual(['helo', 'hello']);
    expect(server.room().head).toBe(2);
    expect(new Set(server.of('editMessage').map(({ clientMessageId }) => clientMessageId)).size).toBe(1);
    expect(server.of('editMessage')).toHaveLength(2);
  });

  it('is tried again when the server says so, and rejects with what it refuses', async () => {
    const { client, server, timers, connect } = startClient();
    await connect();
    const { seq, id } = await client.send('helo');
    const busy = {
      type: 'error',
      code: 'rate_limited',
      message: 'No.',
      retryable: true,
      retryAfterMs: 5_000,
    } as const;
    server.answer = ({ action }) => (action === 'editMessage' ? busy : undefined);
    const edited = edit(client.room(), { seq, id }, 'hello');
    await drainMicrotasks();
    server.answer = () => undefined;
    await timers.advance(4_999);
    expect(server.of('editMessage')).toHaveLength(1);
    await timers.advance(1);
    await edited;
    await expect(edit(client.room(), { seq, id: 'other' }, 'x')).rejects.toMatchObject({
      code: 'message_not_found',
    });
  });

  it('waits for a connection, and rejects when the client is closed', async () => {
    const { client } = startClient();
    const edited = edit(client.room(), { seq: 1, id: 'x' }, 'hello').catch(({ code }) => code);
    client.close();
    expect(await edited).toMatch(/closed|disconnected/);
  });
});

describe('a reaction', () => {
  it('is made exactly once over a reconnect, in a direct room too, and taken back', async () => {
    const { client, server, timers, connect } = startClient({ getToken: () => tokenOf('ada') });
    await connect();
    const { seq, id } = await client.direct('bob').send('lunch?');
    server.answer = (frame) => {
      if (frame.action !== 'react') return undefined;
      server.answer = () => undefined;
      server.direct('bob').react({ seq, id }, '+1', true, { id: 'ada', name: 'Ada' }, frame.clientMessageId);
      server.cut();
      return null;
    };
    const reacted = react(client.direct('bob'), { seq, id }, '+1');
    await timers.advance(1_000);
    await reacted;
    expect(server.direct('bob').head).toBe(2);
    expect(server.direct('bob').positions[0]).toMatchObject({ reactions: { '+1': { count: 1, own: true } } });
    await react(client.direct('bob'), { seq, id }, '+1', false);
    expect(server.direct('bob').positions[0]).toMatchObject({ reactions: {} });
  });
});
