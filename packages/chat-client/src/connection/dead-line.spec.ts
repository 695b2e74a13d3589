import { describe, expect, it } from '@jest/globals';
import { drainMicrotasks } from '../testing/fake-timers.js';
import { startClient } from '../testing/start-client.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

describe('a line that goes silent without a close', () => {
  it('is replaced, and the message under way is stored, within 15 seconds', async () => {
    const { client, server, timers, connect } = startClient();
    await connect();
    server.silence();
    const sent = client.send('are you there?');
    await timers.advance(15 * SECOND);
    expect(client.state.status).toBe('online');
    expect(client.pending).toEqual([]);
    await expect(sent).resolves.toMatchObject({ seq: 1 });
    expect(server.connections).toHaveLength(2);
  });

  it('is replaced within 15 seconds of a request', async () => {
    const { client, server, timers, connect } = startClient();
    await connect();
    server.silence();
    const page = client.history().catch(({ code }: { code: string }) => code);
    await timers.advance(15 * SECOND);
    expect(await page).toBe('disconnected');
    expect(client.state.status).toBe('online');
  });

  it('is replaced within 15 seconds while the rooms are joined', async () => {
    const { client, server, timers, connect } = startClient();
    server.answer = (frame) => {
      server.silence();
      return frame.action === 'joinRoom' ? null : undefined;
    };
    await connect();
    server.answer = () => undefined;
    await timers.advance(15 * SECOND);
    expect(client.state.status).toBe('online');
  });

  it('is replaced within one ping when nothing is under way', async () => {
    const { server, timers, texts, connect } = startClient();
    await connect();
    server.silence();
    server.say('missed');
    await timers.advance(8 * MINUTE + 5 * SECOND);
    expect(texts).toEqual(['missed']);
    expect(server.of('ping')).toEqual([]);
  });

  it('is replaced within five seconds of waking up, of showing the page or of a change of network', async () => {
    const { client, server, timers, networkIsBack, texts, connect } = startClient();
    await connect();
    server.silence();
    server.say('missed');
    networkIsBack();
    await timers.advance(3.5 * SECOND);
    expect(client.state).toMatchObject({ status: 'offline', reason: 'no response to ping' });
    await timers.advance(0.5 * SECOND);
    expect(texts).toEqual(['missed']);
  });

  it('is not what a slow server is taken for, as long as any frame arrives', async () => {
    const { client, server, timers, connect } = startClient();
    await connect();
    server.answer = () => null;
    void client.send('slow');
    for (let seconds = 0; seconds < 60; seconds += 1) {
      server.say('from others');
      await timers.advance(SECOND);
    }
    expect(server.connections).toHaveLength(1);
    client.close();
  });

  it('is what a server is taken for that is too slow for all, but at longer and longer intervals', async () => {
    const { client, server, timers, connect } = startClient();
    await connect();
    server.answer = ({ action }) => (action === 'joinRoom' ? undefined : null);
    void client.send('too much for this server');
    await timers.advance(2 * MINUTE);
    // Every nine seconds without a backoff.
    expect(server.connections.length).toBeLessThan(12);
    client.close();
  });

  it('costs one ping at a time', async () => {
    const { server, networkIsBack, connect } = startClient();
    await connect();
    for (let times = 0; times < 10; times += 1) networkIsBack();
    await drainMicrotasks();
    expect(server.of('ping')).toHaveLength(1);
  });
});

describe('an attempt from before the machine slept', () => {
  it('is given up at once', async () => {
    const { client, server, timers, networkIsBack, connect } = startClient();
    server.welcome = 'hang';
    await connect();
    await timers.advance(10 * SECOND);
    server.welcome = 'open';
    networkIsBack();
    await drainMicrotasks();
    expect(client.state.status).toBe('online');
    expect(server.open).toHaveLength(1);
  });

  it('is given up at once though the session before it looked alive', async () => {
    const { client, server, timers, texts, networkIsBack, connect } = startClient();
    await connect();
    server.welcome = 'hang';
    await timers.advance(117.75 * MINUTE);
    expect(server.connections).toHaveLength(2);
    await timers.advance(10 * SECOND);
    server.silence();
    server.say('missed');
    server.welcome = 'open';
    networkIsBack();
    await timers.advance(5 * SECOND);
    expect(client.state.status).toBe('online');
    expect(texts).toEqual(['missed']);
  });
});
