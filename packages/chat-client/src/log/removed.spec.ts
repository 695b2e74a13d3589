import type { ServerFrame } from '@serverless-ws/chat-protocol';
import { describe, expect, it } from '@jest/globals';
import { drainMicrotasks } from '../testing/fake-timers.js';
import { startClient } from '../testing/start-client.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const forbidden: ServerFrame = { type: 'error', code: 'forbidden', message: 'No.', retryable: false };

/** The code of the error with which a promise is rejected. */
async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'resolved',
    ({ code }: { code: string }) => code,
  );
}

/** A client in a private room, with what it is told of it. */
async function startGuest(until?: (now: number) => number) {
  const all = startClient();
  const told: string[] = [];
  const isShut = { now: false };
  all.client.on('removed', ({ room, reason }) => told.push(`removed ${room} ${reason}`));
  all.client.on('refused', ({ room, error }) => told.push(`refused ${room} ${error.code}`));
  all.server.answer = (frame) => {
    if (frame.action !== 'joinRoom' || frame.room !== 'vip') return undefined;
    if (isShut.now) return forbidden;
    if (until === undefined) return undefined;
    const { after } = frame;
    const room = all.server.room('vip');
    const page = after ? room.after(after, 100) : room.newest();
    return { type: 'joined', ...page, until: until(all.timers.now()) };
  };
  await all.connect();
  await all.client.join('vip');
  const joins = () => all.server.of('joinRoom').filter(({ room }) => room === 'vip').length;
  return { ...all, told, isShut, joins };
}

describe('a client that is told that it was removed from a room', () => {
  it('joins again once, and has lost nothing where that is accepted', async () => {
    const { client, server, texts, told, joins } = await startGuest();
    server.remove('vip', 'uninvited');
    server.say('meanwhile', { room: 'vip' });
    const sent = client.send('still here', { room: 'vip' });
    await expect(sent).resolves.toMatchObject({ room: 'vip', seq: 2 });
    await drainMicrotasks();
    expect(texts).toEqual(['meanwhile', 'still here']);
    expect([told, joins()]).toEqual([[], 2]);
  });

  it.each(['uninvited', 'expired', 'moderated', 'for a reason of tomorrow'])(
    'believes it where that is refused: %s',
    async (reason) => {
      const { client, server, timers, told, isShut, joins } = await startGuest();
      const elsewhere = client.send('hi');
      server.answer = ((usual) => (frame) =>
        frame.action === 'sendMessage' && frame.room === 'vip' ? null : usual(frame))(server.answer);
      const sent = ['one', 'two'].map((text) => codeOf(client.send(text, { room: 'vip' })));
      isShut.now = true;
      server.remove('vip', reason);
      expect(await Promise.all(sent)).toEqual([reason, reason]);
      expect(told).toEqual([`removed vip ${reason}`, `refused vip ${reason}`]);
      expect(client.pending).toMatchObject([
        { status: 'failed', reason },
        { status: 'failed', reason },
      ]);
      await expect(elsewhere).resolves.toMatchObject({ room: 'lobby' });
      server.cut();
      await timers.advance(SECOND);
      expect([client.state.status, joins()]).toEqual(['online', 2]);
    },
  );

  it('forgets a message that was stored there and will not be shown', async () => {
    const { client, server, isShut } = await startGuest();
    server.say('lost', { room: 'vip', lost: true });
    await client.send('held above a gap', { room: 'vip' });
    expect(client.pending).toMatchObject([{ status: 'sent' }]);
    isShut.now = true;
    server.remove('vip', 'moderated');
    await drainMicrotasks();
    expect(client.pending).toEqual([]);
  });

  it('learns of it although the frame overtakes the response to its join', async () => {
    const { client, server, told, isShut } = await startGuest();
    await client.leave('vip');
    const joined = codeOf(client.join('vip'));
    server.open[0]?.push({ type: 'removed', room: 'vip', reason: 'uninvited' });
    isShut.now = true;
    expect(await joined).toBe('uninvited');
    expect(told).toEqual(['removed vip uninvited', 'refused vip uninvited']);
  });

  it('still knows the reason when it has to reconnect before it can join', async () => {
    const { client, server, timers, told, isShut } = await startGuest();
    server.remove('vip', 'moderated');
    server.cut();
    isShut.now = true;
    await timers.advance(SECOND);
    expect(client.state.status).toBe('online');
    expect(told).toEqual(['removed vip moderated', 'refused vip moderated']);
  });

  it('joins as often as the server accepts it, one at a time, however often it is told', async () => {
    const { client, server, told, joins } = await startGuest();
    for (let times = 0; times < 1_000; times += 1) {
      server.open[0]?.push({ type: 'removed', room: 'vip', reason: 'uninvited' });
    }
    await drainMicrotasks();
    expect(joins()).toBeLessThanOrEqual(3);
    expect([client.state.status, told]).toEqual(['online', []]);
  });

  it('does not loop where the server takes back each join that it accepts', async () => {
    const { client, server, timers, joins } = await startGuest();
    server.answer = (frame) => {
      if (frame.action === 'joinRoom')
        queueMicrotask(() => queueMicrotask(() => server.remove('vip', 'expired')));
      return undefined;
    };
    server.remove('vip', 'expired');
    await timers.advance(MINUTE);
    expect(client.state.status).toBe('online');
    expect(joins()).toBeGreaterThan(3);
    expect(joins()).toBeLessThan(10);
  });

  it('ignores what it is told of a room that it is not in', async () => {
    const { server, told, joins } = await startGuest();
    server.open[0]?.push({ type: 'removed', room: 'other', reason: 'uninvited' });
    await drainMicrotasks();
    expect([told, joins()]).toEqual([[], 1]);
  });
});

describe('a membership that ends', () => {
  it('is renewed then, with nothing lost, as long as the server accepts it', async () => {
    const { server, timers, texts, told, isShut, joins } = await startGuest((now) => now + MINUTE);
    await timers.advance(MINUTE - 1);
    expect(joins()).toBe(1);
    server.say('just before the end', { room: 'vip', lost: true });
    await timers.advance(1);
    expect([joins(), texts]).toEqual([2, ['just before the end']]);
    isShut.now = true;
    await timers.advance(MINUTE);
    expect(joins()).toBe(3);
    expect(told).toEqual(['removed vip expired', 'refused vip expired']);
  });

  it('is renewed on the next connection', async () => {
    const { server, timers, joins } = await startGuest((now) => now + MINUTE);
    await timers.advance(30 * SECOND);
    server.cut();
    await timers.advance(59 * SECOND);
    expect(joins()).toBe(2);
    await timers.advance(2 * SECOND);
    expect(joins()).toBe(3);
  });

  it.each([0, -1, -1e300])('does not loop where the local clock is ahead: %d', async (until) => {
    const { timers, joins } = await startGuest(() => until);
    await timers.advance(MINUTE);
    expect(joins()).toBe(7);
  });

  it('of long ago leaves no timer behind when the room is left', async () => {
    const { client, timers } = await startGuest((now) => now + MINUTE);
    const before = timers.waiting;
    await client.leave('vip');
    expect(timers.waiting).toBe(before - 1);
  });
});

describe('a room that is left and joined again at once', () => {
  it('is joined in the end, in whatever order the server does it', async () => {
    const { client, server, texts } = await startGuest();
    void client.leave('vip');
    const joined = client.join('vip');
    await joined;
    // The leave comes last.
    server.open[0]?.rooms.delete('vip');
    server.open[0]?.push({ type: 'left', room: 'vip' });
    await drainMicrotasks();
    server.say('welcome back', { room: 'vip' });
    expect(texts).toEqual(['welcome back']);
  });

  it('is joined in the end, although the first join is answered after the leave', async () => {
    const { client, server, texts } = await startGuest();
    void client.join('den');
    void client.leave('den');
    await client.join('den');
    await drainMicrotasks();
    expect(server.open[0]?.rooms.has('den')).toBe(true);
    server.say('here', { room: 'den' });
    expect(texts).toEqual(['here']);
  });
});
