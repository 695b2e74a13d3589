import { describe, expect, it } from '@jest/globals';
import { drainMicrotasks } from '../testing/fake-timers.js';
import { startClient } from '../testing/start-client.js';

const MINUTE = 60_000;
const ROOMS = ['a', 'b', 'c', 'd', 'e'];
const MANY = Array.from({ length: 40 }, (_, index) => `room ${index}`);

/** A client whose server does not respond to joins of some rooms, until it is told to. */
function holding(...held: string[]) {
  const all = startClient();
  const { server } = all;
  server.answer = (frame) =>
    frame.action === 'joinRoom' && held.includes(frame.room ?? 'lobby') ? null : undefined;
  /** Responds to the join of a room. */
  const release = async (room: string) => {
    const { requestId = '' } = server.of('joinRoom').find((frame) => frame.room === room) ?? {};
    server.open[0]?.push({ type: 'joined', requestId, ...server.room(room).newest() });
    await drainMicrotasks();
  };
  const asked = () => server.of('joinRoom').map(({ room }) => room);
  return { ...all, asked, release };
}

describe('the rooms of a new connection', () => {
  it('do not wait for one whose join is slow', async () => {
    const { client, connect, asked, release } = holding('lobby');
    for (const room of ROOMS) void client.join(room);
    await connect();
    expect(asked()).toEqual(['lobby', ...ROOMS]);
    expect(client.state.status).toBe('recovering');
    await release('lobby');
    expect(client.state.status).toBe('online');
  });

  it.each([
    ['one by one where they are few', ROOMS.slice(0, 3), 1],
    ['two at a time where they are more than four', ROOMS, 2],
    ['four at a time where they are many', MANY, 4],
  ])('are joined %s', async (_, rooms, atOnce) => {
    const { client, connect, asked, release } = holding('lobby', ...rooms);
    for (const room of rooms) void client.join(room);
    await connect();
    const all = ['lobby', ...rooms];
    expect(asked()).toEqual(all.slice(0, atOnce));
    await release(all[atOnce - 1] ?? '');
    expect(asked()).toEqual(all.slice(0, atOnce + 1));
  });

  it('are joined too when they are wanted while another is being joined', async () => {
    const { client, connect, release } = holding('lobby');
    await connect();
    const joined = client.join('late');
    await release('lobby');
    await joined;
    expect(client.state.status).toBe('online');
    expect(client.cursor('late')).not.toBeNull();
  });

  it('are joined one by one after one has ended a session, which alone is given up', async () => {
    const { client, server, timers, connect, asked } = holding();
    const refused: string[] = [];
    client.on('refused', ({ room, error }) => refused.push(`${room} ${error.code}`));
    server.answer = (frame) => {
      if (frame.action !== 'joinRoom' || frame.room !== 'c') return undefined;
      server.cut(1008);
      return null;
    };
    const joined = ROOMS.map((room) => client.join(room).catch(() => null));
    await connect();
    await timers.advance(MINUTE);
    await Promise.all(joined);
    expect(refused).toEqual(['c undeliverable']);
    expect(client.state.status).toBe('online');
    expect(asked().filter((room) => room === 'c')).toHaveLength(5);
    expect(server.open[0]?.rooms).toEqual(new Set(['lobby', 'a', 'b', 'd', 'e']));
  });
});
