import { describe, expect, it } from '@jest/globals';
import { drainMicrotasks } from '../testing/fake-timers.js';
import { startClient } from '../testing/start-client.js';

const MINUTE = 60_000;

/** A token that expires. */
function tokenUntil(expiresAt: number): string {
  const claims = { sub: 'ada', name: 'Ada', exp: expiresAt / 1_000 };
  return `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
}

describe('a planned reconnect', () => {
  it('replaces a session before two hours without a visible gap', async () => {
    const { server, timers, states, texts, connect } = startClient();
    await connect();
    await timers.advance(108 * MINUTE);
    expect(server.connections).toHaveLength(1);
    const before = states.length;
    server.say('one');
    await timers.advance(10 * MINUTE);
    server.say('two');
    expect(server.connections).toHaveLength(2);
    expect(server.open).toHaveLength(1);
    expect(states.slice(before)).toEqual(['online']);
    expect(texts).toEqual(['one', 'two']);
  });

  it('starts before the token expires', async () => {
    const life = 10 * MINUTE;
    const { client, server, timers, connect } = startClient({
      getToken: () => tokenUntil(timers.now() + life),
    });
    await connect();
    await timers.advance(life - MINUTE - 1);
    expect(server.connections).toHaveLength(1);
    await timers.advance(1);
    expect(server.connections).toHaveLength(2);
    expect(client.state.status).toBe('online');
  });

  it('does not loop when the local clock makes every token look expired', async () => {
    const { server, timers, connect } = startClient({ getToken: () => tokenUntil(1_000) });
    await connect();
    await timers.advance(60 * MINUTE);
    expect(server.connections).toHaveLength(1);
  });

  it.each([1, 50, 1_000])('does not loop when it makes them look as if %d ms were left', async (left) => {
    const { server, timers, connect } = startClient({ getToken: () => tokenUntil(timers.now() + left) });
    await connect();
    await timers.advance(60 * MINUTE);
    expect(server.connections).toHaveLength(1);
  });

  it('does not loop when the app keeps its token until the end', async () => {
    const start = Date.UTC(2026, 0, 1);
    const { server, timers, connect } = startClient({ getToken: () => tokenUntil(start + MINUTE) });
    await connect();
    await timers.advance(MINUTE);
    expect(server.connections).toHaveLength(4);
  });

  it('backs off where each token seems to have seconds left', async () => {
    const { server, timers, connect } = startClient({ getToken: () => tokenUntil(timers.now() + 1_200) });
    await connect();
    await timers.advance(10 * MINUTE);
    // Every 0.96 seconds otherwise.
    expect(server.connections.length).toBeLessThan(150);
  });

  it('keeps the old session while the new one fails, and shows the messages of both once', async () => {
    const { client, server, timers, texts, connect } = startClient();
    await connect();
    await timers.advance(112 * MINUTE);
    server.welcome = 'fail';
    await timers.advance(8 * MINUTE);
    expect(server.connections.length).toBeGreaterThan(3);
    server.say('over the old one');
    expect(client.state.status).toBe('online');
    server.answer = ({ action }) => (action === 'joinRoom' ? null : undefined);
    server.welcome = 'open';
    await timers.advance(30_000);
    server.say('over both');
    server.answer = () => undefined;
    await timers.advance(MINUTE);
    expect(texts).toEqual(['over the old one', 'over both']);
    expect(server.open).toHaveLength(1);
  });

  it('completes although the old session ends meanwhile', async () => {
    const { client, server, timers, states, connect } = startClient();
    await connect();
    server.welcome = 'hang';
    await timers.advance(117.75 * MINUTE);
    const [old, next] = server.connections;
    expect(next).toBeDefined();
    old?.close(1001);
    expect(client.state.status).not.toBe('online');
    next?.open();
    await drainMicrotasks();
    expect(client.state.status).toBe('online');
    expect(states.at(-1)).toBe('online');
  });

  it('is not mistaken for an eviction by the server', async () => {
    const { client, server, timers, connect } = startClient();
    await connect();
    server.welcome = 'hang';
    await timers.advance(117.75 * MINUTE);
    const [old, next] = server.connections;
    old?.push({ type: 'bye', reason: 'replaced', reconnect: false });
    next?.open();
    await drainMicrotasks();
    expect(client.state.status).toBe('online');
  });
});
