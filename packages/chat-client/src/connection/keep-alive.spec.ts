import { describe, expect, it } from '@jest/globals';
import { startClient } from '../testing/start-client.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

describe('keep-alive', () => {
  it('pings well within ten idle minutes', async () => {
    const { server, timers, connect } = startClient();
    await connect();
    await timers.advance(30 * MINUTE);
    // Every 7.8 to 8 minutes; the server here draws the middle.
    expect(server.of('ping')).toHaveLength(3);
  });

  it('pings once within a minute of the last entry of a burst, and then as seldom as before', async () => {
    const { server, timers, connect } = startClient();
    await connect();
    for (let count = 0; count < 10; count += 1) {
      server.say('hi');
      await timers.advance(20 * SECOND);
    }
    expect(server.of('ping')).toEqual([]);
    await timers.advance(40 * SECOND);
    expect(server.of('ping')).toHaveLength(1);
    await timers.advance(7 * MINUTE);
    expect(server.of('ping')).toHaveLength(1);
  });

  it('pings once within a minute of an own message', async () => {
    const { client, server, timers, connect } = startClient();
    await connect();
    await client.send('hi');
    await timers.advance(29 * SECOND);
    expect(server.of('ping')).toEqual([]);
    await timers.advance(31 * SECOND);
    expect(server.of('ping')).toHaveLength(1);
  });

  it('pings every eight minutes though others never stop talking', async () => {
    const { server, timers, connect } = startClient();
    await connect();
    for (let count = 0; count < 50; count += 1) {
      server.say('hi');
      await timers.advance(20 * SECOND);
    }
    expect(server.of('ping')).toHaveLength(2);
  });

  it('pings when the page comes into view', async () => {
    const { server, timers, networkIsBack, connect } = startClient();
    await connect();
    networkIsBack();
    await timers.advance(SECOND);
    expect(server.of('ping')).toHaveLength(1);
  });

  it('finds the last push of a burst within a minute where it was lost, and any other within eight', async () => {
    const { server, timers, texts, connect } = startClient();
    await connect();
    server.say('one');
    server.say('lost', { lost: true });
    await timers.advance(MINUTE + 3 * SECOND);
    expect(texts).toEqual(['one', 'lost']);
    await timers.advance(5 * MINUTE);
    server.say('lost again', { lost: true });
    await timers.advance(8 * MINUTE + 3 * SECOND);
    expect(texts).toEqual(['one', 'lost', 'lost again']);
  });

  it('has an interval and a tail check that can be set', async () => {
    const settings = { pingInterval: 10 * SECOND, tailCheck: 2 * SECOND };
    const { server, timers, connect } = startClient({ settings });
    await connect();
    await timers.advance(10 * SECOND);
    expect(server.of('ping')).toHaveLength(1);
    server.say('hi');
    await timers.advance(4 * SECOND);
    expect(server.of('ping')).toHaveLength(2);
  });

  it('detects a connection that died silently', async () => {
    const { client, server, timers, texts, connect } = startClient();
    await connect();
    server.answer = () => null;
    await timers.advance(475_200 + 3_500);
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
    await timers.advance(16 * MINUTE);
    expect(client.state.status).toBe('online');
    expect(server.of('ping')).toHaveLength(2);
  });

  it('leaves no timer behind when the session ends', async () => {
    const { client, server, timers, connect } = startClient();
    await connect();
    server.say('hi');
    client.close();
    expect(timers.waiting).toBe(0);
  });
});
