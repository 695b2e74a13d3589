import { describe, expect, it } from '@jest/globals';
import { drainMicrotasks, startClient, tokenOf } from '../testing/index.js';
import { typing } from './typing.js';

const BOB = { id: 'bob', name: 'Bob' };

async function watched(name = 'lobby') {
  const started = startClient({ getToken: () => tokenOf('ada') });
  const { client, server, timers, connect } = started;
  await connect();
  const view = typing(client.room(name));
  const signal = (data: boolean, sender = BOB, event = 'typing') =>
    server.tell('lobby', { type: 'signal', room: name, event, data, sender, sentAt: timers.now() });
  return { ...started, view, signal, names: () => view.current.map(({ name: shown }) => shown) };
}

describe('who is typing', () => {
  it('is shown for 12 s after the last signal', async () => {
    const { signal, names, timers } = await watched();
    signal(true);
    await timers.advance(10_000);
    signal(true);
    await timers.advance(11_999);
    expect(names()).toEqual(['Bob']);
    await timers.advance(1);
    expect(names()).toEqual([]);
  });

  it('is no longer shown after a signal that says so, nor after a message of theirs', async () => {
    const { server, signal, names } = await watched();
    signal(true);
    signal(false);
    expect(names()).toEqual([]);
    signal(true);
    server.say('done');
    expect(names()).toEqual([]);
  });

  it('is still shown after another user has written, and after a reaction of their own', async () => {
    const { client, server, signal, names } = await watched();
    const { seq, id } = await client.send('hello');
    signal(true);
    const reaction = server.room().react({ seq, id }, '+1', true, BOB);
    server.push('lobby', [reaction?.seq ?? 0]);
    await client.send('me too');
    expect(names()).toEqual(['Bob']);
  });

  it('does not show the user of this client on another device, nor other events, nor other rooms', async () => {
    const { server, signal, names } = await watched();
    signal(true, { id: 'ada', name: 'Ada' });
    signal(true, BOB, 'acme.drawing');
    server.tell('lobby', {
      type: 'signal',
      room: 'tea',
      event: 'typing',
      data: true,
      sender: BOB,
      sentAt: 1,
    });
    expect(names()).toEqual([]);
  });

  it('calls a subscriber after a change alone', async () => {
    const { view, signal } = await watched();
    let calls = 0;
    const stop = view.subscribe(() => (calls += 1));
    const before = view.current;
    signal(false);
    await drainMicrotasks();
    expect([view.current === before, calls]).toEqual([true, 0]);
    signal(true);
    await drainMicrotasks();
    stop();
    signal(false);
    await drainMicrotasks();
    expect(calls).toBe(1);
  });

  it('leaves no timer when the client is closed', async () => {
    const { client, signal, timers } = await watched();
    signal(true);
    client.close();
    await drainMicrotasks();
    expect(timers.waiting).toBe(0);
  });
});

describe('a keystroke', () => {
  it('is told at most every 10 s', async () => {
    const { view, server, timers } = await watched();
    for (let second = 0; second < 30; second += 1) {
      view.keystroke();
      await timers.advance(1_000);
    }
    expect(server.of('signal')).toHaveLength(3);
    expect(server.of('signal')[0]).toEqual({ action: 'signal', room: 'lobby', event: 'typing', data: true });
  });

  it('is told again at once after a message, and its end once', async () => {
    const { client, view, server } = await watched();
    view.keystroke();
    await client.send('hello');
    view.stop();
    view.keystroke();
    view.stop();
    view.stop();
    await drainMicrotasks();
    expect(server.of('signal').map(({ data }) => data)).toEqual([true, true, false]);
  });

  it('in a direct room names the other user', async () => {
    const { view, server } = await watched('@bob');
    view.keystroke();
    await drainMicrotasks();
    expect(server.of('signal')).toEqual([{ action: 'signal', with: 'bob', event: 'typing', data: true }]);
  });
});
