import { describe, expect, it } from '@jest/globals';
import { erased } from '@serverless-ws/chat-protocol';
import { drainMicrotasks, startClient, tokenOf } from '../testing/index.js';
import { rooms } from './rooms.js';
import { unread } from './unread.js';

/** A connected client of Ada who follows `tea`, where Bob has written twice since. */
async function following() {
  const started = startClient({ getToken: () => tokenOf('ada') });
  const { client, server, timers, connect } = started;
  await connect();
  await client.room('tea').join({ follow: true });
  const view = unread(client.room('tea'));
  await timers.advance(2_000);
  server.say('one', { room: 'tea' });
  server.say('two', { room: 'tea' });
  return { ...started, view };
}

describe('what is unread', () => {
  it('counts messages of others as they come, and neither own ones nor edits and reactions', async () => {
    const { client, server, view } = await following();
    const { seq, id } = await client.room('tea').send('mine');
    const reaction = server.room('tea').react({ seq, id }, '+1', true, { id: 'bob', name: 'Bob' });
    server.push('tea', [reaction?.seq ?? 0]);
    await drainMicrotasks();
    expect(view.current).toBe(2);
  });

  it('is what the server counts after a reconnect, and none of it twice', async () => {
    const { server, timers, view } = await following();
    server.cut();
    server.say('three', { room: 'tea' });
    await timers.advance(5_000);
    expect(view.current).toBe(3);
  });

  it('is nothing once all that was shown is marked, and the server is told', async () => {
    const { server, view } = await following();
    await view.markRead();
    expect(view.current).toBe(0);
    expect(server.of('markRead')).toMatchObject([{ room: 'tea', upTo: { epoch: 'e1', seq: 2 } }]);
    server.say('three', { room: 'tea' });
    expect(view.current).toBe(1);
  });

  it('is marked at most every 2 s, with the last position', async () => {
    const { server, timers, view } = await following();
    await view.markRead({ epoch: 'e1', seq: 1 });
    for (const text of ['three', 'four', 'five']) {
      server.say(text, { room: 'tea' });
      void view.markRead();
    }
    await timers.advance(1_999);
    expect(server.of('markRead')).toHaveLength(1);
    await timers.advance(1);
    expect(server.of('markRead').map(({ upTo }) => upTo.seq)).toEqual([1, 5]);
    expect(view.current).toBe(0);
  });

  it('is counted again by the server where a mark leaves some of what it has counted', async () => {
    const { server, timers, view } = await following();
    server.cut();
    await timers.advance(5_000);
    await view.markRead({ epoch: 'e1', seq: 1 });
    await timers.advance(3_000);
    expect(view.current).toBe(1);
  });

  it('does not come back where the server has counted before it knows of the mark', async () => {
    const { client, server, timers, view } = await following();
    server.answer = ({ action }) => (action === 'markRead' ? null : undefined);
    void view.markRead().catch(() => undefined);
    await drainMicrotasks();
    server.cut();
    await timers.advance(5_000);
    expect(server.of('listRooms').length).toBeGreaterThan(1);
    expect(view.current).toBe(0);
    client.close();
  });

  it('goes where another device of the user has read it, and stays where another user has', async () => {
    const { server, view } = await following();
    const mark = { type: 'read', room: 'tea', epoch: 'e1', seq: 2 } as const;
    server.tell('tea', { ...mark, sender: { id: 'bob', name: 'Bob' } });
    expect(view.current).toBe(2);
    server.tell('tea', { ...mark, sender: { id: 'ada', name: 'Ada' } });
    expect(view.current).toBe(0);
  });

  it('is marked on the next connection where this one is gone, and refused where the server does', async () => {
    const { server, timers, view } = await following();
    server.cut();
    const marked = view.markRead();
    await timers.advance(3_000);
    await marked;
    expect(server.of('markRead')).toHaveLength(1);
    const wrong = view.markRead({ epoch: 'e0', seq: 9 }).catch(({ code }) => code);
    await timers.advance(3_000);
    expect(await wrong).toBe('invalid_cursor');
  });

  it('is not marked again and again in a room that was left meanwhile', async () => {
    const { client, server, timers, view } = await following();
    await view.markRead({ epoch: 'e1', seq: 1 });
    const late = view.markRead().catch(({ code }) => code);
    await client.room('tea').leave();
    server.answer = ({ action }) =>
      action === 'markRead'
        ? { type: 'error', code: 'not_joined', message: 'No.', retryable: false }
        : undefined;
    await timers.advance(10_000);
    expect(await late).toBe('not_joined');
    expect(server.of('markRead')).toHaveLength(2);
  });

  it('leaves no timer when the client is closed', async () => {
    const { client, server, timers, view } = await following();
    await view.markRead();
    server.say('three', { room: 'tea' });
    void view.markRead().catch(() => undefined);
    await drainMicrotasks();
    client.close();
    await drainMicrotasks();
    expect(timers.waiting).toBe(0);
  });
});

describe('the rooms of a user', () => {
  it('are those that they follow, with what is unread, and direct ones by the name of this client', async () => {
    const { client, server, timers } = await following();
    const list = rooms(client);
    server.say('psst', { with: 'eve' });
    await timers.advance(3_000);
    expect(list.current).toMatchObject([
      { name: 'tea', unread: 2 },
      { name: '@eve', with: 'eve', unread: 1 },
    ]);
  });

  it('are without the direct room with a user who is erased', async () => {
    const { client, server, timers } = await following();
    const names = () => rooms(client).current.map(({ name }) => name);
    server.say('psst', { with: 'eve' });
    await timers.advance(3_000);
    for (const room of ['tea', 'dm.eve'])
      server.tell(room, erased({ room, userId: room === 'tea' ? 'bob' : 'eve', sentAt: timers.now() }));
    expect(names()).toEqual(['tea']);
  });

  it('count what comes into a direct room that this client has not opened', async () => {
    const { client, server, timers } = await following();
    server.say('psst', { with: 'eve' });
    await timers.advance(3_000);
    const lists = server.of('listRooms').length;
    server.say('hey', { with: 'eve' });
    const eve = () => rooms(client).current.find(({ name }) => name === '@eve')?.unread;
    expect(eve()).toBe(2);
    server.tell('lobby', {
      ...{ type: 'read', room: 'dm.eve', to: 'eve', epoch: 'e1', seq: 2 },
      sender: { id: 'ada', name: 'Ada' },
    });
    expect([eve(), server.of('listRooms').length]).toEqual([0, lists]);
  });

  it('count what comes into a direct room once, when this client has opened it', async () => {
    const { client, server, timers } = await following();
    client.direct('eve');
    await drainMicrotasks();
    server.say('psst', { with: 'eve' });
    expect(unread(client.direct('eve')).current).toBe(1);
    rooms(client);
    await timers.advance(3_000);
    expect(unread(client.direct('eve')).current).toBe(1);
  });
});
