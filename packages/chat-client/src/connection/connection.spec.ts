import { describe, expect, it } from '@jest/globals';
import { drainMicrotasks } from '../testing/fake-timers.js';
import { startClient } from '../testing/start-client.js';

const MINUTE = 60_000;

/** A token that expires. */
function tokenUntil(expiresAt: number): string {
  const claims = { sub: 'ada', name: 'Ada', exp: expiresAt / 1_000 };
  return `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
}

describe('a connection', () => {
  it('is connecting, recovering, online', async () => {
    const { client, states, connect } = startClient();
    expect(client.state.status).toBe('idle');
    await connect();
    client.connect();
    expect(states).toEqual(['connecting', 'recovering', 'online']);
  });

  it('reconnects with a fresh token, and misses or repeats no message', async () => {
    let tokens = 0;
    const { client, server, timers, states, texts, connect } = startClient({
      getToken: () => `token-${(tokens += 1)}`,
    });
    await connect();
    server.say('one');
    server.cut();
    expect(client.state).toMatchObject({ status: 'offline', reason: 'closed (1006)' });
    server.say('two');
    await timers.advance(500);
    server.say('three');
    expect(texts).toEqual(['one', 'two', 'three']);
    expect(server.connections.map(({ token }) => token)).toEqual(['token-1', 'token-2']);
    expect(states.slice(3)).toEqual(['offline', 'connecting', 'recovering', 'online']);
  });

  it('retries with growing delays, with full jitter up to thirty seconds', async () => {
    const { client, server, timers, connect } = startClient();
    server.welcome = 'fail';
    await connect();
    const waits: number[] = [];
    for (let tries = 0; tries < 9; tries += 1) {
      const { state } = client;
      const wait = state.status === 'offline' ? state.retryAt - timers.now() : Number.NaN;
      waits.push(wait);
      await timers.advance(wait);
    }
    expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
  });

  it('starts with short delays again once a session has lasted ten seconds', async () => {
    const { client, server, timers, connect } = startClient();
    const waitAfterCut = () => {
      server.cut();
      return client.state.status === 'offline' ? client.state.retryAt - timers.now() : Number.NaN;
    };
    await connect();
    expect(waitAfterCut()).toBe(250);
    await timers.advance(5_000);
    expect(waitAfterCut()).toBe(500);
    await timers.advance(11_000);
    expect(waitAfterCut()).toBe(250);
  });

  it('reconnects at once when the network returns', async () => {
    const { client, server, timers, networkIsBack, connect } = startClient();
    server.welcome = 'fail';
    await connect();
    await timers.advance(20_000);
    server.welcome = 'open';
    networkIsBack();
    await drainMicrotasks();
    expect(client.state.status).toBe('online');
  });

  it('is offline as soon as the network is gone, in any state', async () => {
    const { client, server, networkIsBack, networkIsGone, connect } = startClient();
    await connect();
    networkIsGone();
    expect(client.state).toMatchObject({ status: 'offline', reason: 'no network' });
    server.welcome = 'hang';
    networkIsBack();
    await drainMicrotasks();
    expect(client.state.status).toBe('connecting');
    networkIsGone();
    networkIsGone();
    expect(client.state).toMatchObject({ status: 'offline', reason: 'no network' });
    server.welcome = 'open';
    networkIsBack();
    await drainMicrotasks();
    expect(client.state.status).toBe('online');
    expect(server.open).toHaveLength(1);
  });

  it('pings when the network returns although it was never reported as gone', async () => {
    const { server, networkIsBack, connect } = startClient();
    await connect();
    networkIsBack();
    await drainMicrotasks();
    expect(server.of('ping')).toHaveLength(1);
  });

  it('gives up a socket that hangs, and one without responses', async () => {
    const { client, server, timers, connect } = startClient();
    server.welcome = 'hang';
    await connect();
    await timers.advance(MINUTE);
    expect(client.state).toMatchObject({ status: 'offline', reason: 'connecting timed out' });
    server.welcome = 'open';
    server.answer = () => null;
    await timers.advance(20_000);
    expect(server.connections.length).toBeGreaterThan(2);
    server.answer = () => undefined;
    await timers.advance(MINUTE);
    expect(client.state.status).toBe('online');
    expect(server.open).toHaveLength(1);
  });

  it('retries while no token is available', async () => {
    let isDown = true;
    const { client, timers, connect } = startClient({
      getToken: () => (isDown ? Promise.reject(new Error('sign-in is down')) : 'token'),
    });
    await connect();
    expect(client.state).toMatchObject({ status: 'offline', reason: 'no token' });
    isDown = false;
    await timers.advance(1_000);
    expect(client.state.status).toBe('online');
  });

  it('ends when the token is rejected, but not when the server is full or broken', async () => {
    for (const [status, state] of [
      [401, 'closed'],
      [403, 'closed'],
      [429, 'offline'],
      [500, 'offline'],
    ] as const) {
      const { client, server, connect } = startClient();
      server.welcome = status;
      await connect();
      expect(client.state).toMatchObject({ status: state, reason: `refused (${status})` });
    }
  });

  it('waits for retryAfterMs before it joins again', async () => {
    const { client, server, timers, connect } = startClient();
    server.answer = () => ({
      type: 'error',
      code: 'rate_limited',
      message: 'Slow down.',
      retryable: true,
      retryAfterMs: 9_000,
    });
    await connect();
    // The text is the server's, and the state is public.
    const state = { status: 'offline', reason: 'rate_limited', retryAt: timers.now() + 9_000 };
    expect(client.state).toEqual(state);
  });

  it('knows the user of the token', async () => {
    const { client, timers, connect } = startClient({ getToken: () => tokenUntil(4e12) });
    expect(client.user).toEqual({});
    await connect();
    expect(client.user).toEqual({ userId: 'ada', name: 'Ada', expiresAt: 4e12 });
    expect(timers.waiting).toBeGreaterThan(0);
  });
});

describe('a bye frame', () => {
  it('that allows a reconnect is followed by one', async () => {
    const { client, server, timers, connect } = startClient();
    await connect();
    server.tell('lobby', { type: 'bye', reason: 'token_expired', reconnect: true });
    expect(client.state).toMatchObject({ status: 'offline', reason: 'token_expired' });
    await timers.advance(1_000);
    expect(client.state.status).toBe('online');
  });

  it('that does not closes the client', async () => {
    const { client, server, timers, connect } = startClient();
    await connect();
    server.tell('lobby', { type: 'bye', reason: 'banned', reconnect: false });
    expect(client.state).toEqual({ status: 'closed', reason: 'banned' });
    await drainMicrotasks();
    expect(timers.waiting).toBe(0);
    expect(server.open).toEqual([]);
  });

  it('has the same effect as an error about the connection', async () => {
    const { client, server, timers, connect } = startClient();
    await connect();
    server.answer = () => ({ type: 'error', code: 'connection_gone', message: 'Gone.', retryable: false });
    const sent = client.send('hello');
    await drainMicrotasks();
    expect(client.state.status).toBe('offline');
    server.answer = () => undefined;
    await timers.advance(1_000);
    await expect(sent).resolves.toMatchObject({ seq: 1 });
  });
});
