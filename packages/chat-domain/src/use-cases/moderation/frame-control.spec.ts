import { describe, expect, it } from '@jest/globals';
import { identityWith, moderatedChat } from '../../in-memory/index.js';
import { frameControlOf } from './frame-control.js';

const FRAMES = { frames: 10, hardLimit: 20 };
const ada = identityWith('ada');

async function fixture() {
  const parts = moderatedChat({ frames: FRAMES });
  const control = frameControlOf(parts.chat.ports);
  const caller = await parts.connect(ada);
  await parts.connect(ada, 'phone');
  // Handshakes count as well, in another minute.
  parts.clock.advance(180_000);
  const send = (from = caller) => control?.execute(from);
  const flood = async (count: number) => {
    for (let sent = 0; sent < count; sent += 1) await send()?.catch(() => undefined);
  };
  return { ...parts, caller, send, flood };
}

describe('a user who sends too many frames', () => {
  it('is told when to go on, and may', async () => {
    const { send, flood, clock } = await fixture();
    await flood(10);
    const refused = await send()?.catch((error: { code: string; retryAfterMs: number }) => error);
    expect(refused).toMatchObject({ code: 'rate_limited', message: 'Too many frames; wait a moment.' });
    clock.advance(Object(refused).retryAfterMs);
    await expect(send()).resolves.toBeUndefined();
  });

  it('loses all connections at the hard limit, and may not connect for a minute', async () => {
    const { flood, send, connect, connections, gateway, clock, caller } = await fixture();
    await flood(19);
    expect(gateway.disconnected).toEqual([]);
    await expect(send()).rejects.toMatchObject({ code: 'rate_limited' });
    expect([...gateway.disconnected].sort()).toEqual(['ada', 'phone']);
    expect(gateway.received('ada').at(-1)).toEqual({ type: 'bye', reason: 'flooding', reconnect: false });
    expect(await connections.connectionsOf('ada')).toEqual([]);
    await expect(connect(ada, 'again')).rejects.toMatchObject({ code: 'rate_limited', retryable: true });
    // A connection that was not known is closed by its own next frame.
    await expect(send({ ...caller, connectionId: 'other' })).rejects.toMatchObject({ code: 'rate_limited' });
    expect(gateway.disconnected).toContain('other');
    clock.advance(120_000);
    await expect(connect(ada, 'later')).resolves.toBeDefined();
  });

  it('costs nothing more by frames that were in flight', async () => {
    const { flood, gateway, moderationStates, connections } = await fixture();
    await flood(20);
    connections.remove = () => Promise.reject(new Error('a write'));
    const writes = moderationStates.writes;
    await flood(50);
    expect(moderationStates.writes).toBe(writes);
    expect(gateway.disconnected).toHaveLength(2);
  });

  it('is closed by the next frame where that failed', async () => {
    const { flood, gateway, logger } = await fixture();
    const disconnect = gateway.disconnect.bind(gateway);
    gateway.disconnect = () => Promise.reject(new Error('unreachable'));
    await flood(20);
    expect(logger.lines.at(-1)).toMatchObject({ level: 'error', message: 'connection not closed' });
    gateway.disconnect = disconnect;
    await flood(1);
    expect([...gateway.disconnected].sort()).toEqual(['ada', 'phone']);
  });
});

describe('a handshake', () => {
  it('counts as five frames, and is refused where these are too many', async () => {
    const { connect, clock } = moderatedChat({ frames: { frames: 10, hardLimit: 20 } });
    for (const id of ['a', 'b']) await connect(ada, id);
    await expect(connect(ada, 'c')).rejects.toMatchObject({ code: 'rate_limited' });
    await expect(connect(identityWith('bob'))).resolves.toBeDefined();
    clock.advance(120_000);
    await expect(connect(ada, 'd')).resolves.toBeDefined();
  });
});
