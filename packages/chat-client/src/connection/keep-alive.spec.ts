import { describe, expect, it } from '@jest/globals';
import { startClient } from '../testing/start-client.js';

const MINUTE = 60_000;

describe('keep-alive', () => {
  it('pings well within ten idle minutes', async () => {
    const { server, timers, connect } = startClient();
    await connect();
    await timers.advance(9 * MINUTE);
    expect(server.of('ping').length).toBe(2);
  });

  it('detects a connection that died silently', async () => {
    const { client, server, timers, texts, connect } = startClient();
    await connect();
    server.answer = () => null;
    await timers.advance(228_000 + 3_500);
    server.answer = () => undefined;
    server.say('meanwhile');
    expect(client.state).toMatchObject({ status: 'offline', reason: 'no response to ping' });
    await timers.advance(1_000);
    expect(texts).toEqual(['meanwhile']);
  });

  it('accepts an error frame as a response', async () => {
    const { client, server, timers, connect } = startClient();
    await connect();
    server.answer = () => ({ type: 'error', code: 'unavailable', message: 'Busy.', retryable: true });
    await timers.advance(9 * MINUTE);
    expect(client.state.status).toBe('online');
    expect(server.of('ping')).toHaveLength(2);
  });
});
