import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { DEFAULT_FRAME_LIMITS, LIMITS, type Caller, type Identity } from '@serverless-ws/chat-domain';
import { MOST_UNITS } from '@serverless-ws/cost/user-cost.js';
import { inMemoryStores, ManualClock } from '@serverless-ws/chat-domain/in-memory';
import { FrameFlood, type FloodTarget } from './frame-flood.js';
import { CHEAP_KINDS, FRAME_KINDS, MESSAGES, type FrameKind } from './frame-kinds.js';
import { openMeteredTable } from './metered-table.js';
import { fillLobby, flooder, joinRooms } from './prepared-rooms.js';

// A limit for hangs, not for speed.
jest.setTimeout(600_000);

const MINUTE = 60_000;
/** Frames that the flooder sends in a second, and for how many minutes. */
const RATE = 60;
const MINUTES = 2;
const every = Object.values(FRAME_KINDS);

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A minute begins. */
const dawn = () => new ManualClock(29_750_000 * MINUTE);

const user = (index: number): Identity => ({
  ...{ userId: `user-${index}`, name: `User ${index}`, roles: [], expiresAt: null },
});

/** Rooms that honest users talk in, the flooder's among them: each message is posted to all members of its room. */
const ROOMS = ['tea', ...Array.from({ length: 9 }, (_, index) => `tea-${index}`)];

/** Everyone joins a room, says something and pings; returns the codes of what was refused. */
async function converse(flood: FrameFlood, honest: readonly Caller[]): Promise<readonly unknown[]> {
  const refused: unknown[] = [];
  for (const [index, caller] of honest.entries()) {
    const room = ROOMS[index % ROOMS.length];
    for (const frame of [
      { action: 'joinRoom', room },
      { action: 'sendMessage', room, text: 'hello' },
      { action: 'ping' },
    ]) {
      const { type, code } = await flood.send(caller, JSON.stringify(frame));
      if (type === 'error') refused.push(code);
    }
  }
  return refused;
}

/** A flood over ten connections, for some minutes, beside users who talk. */
async function floodBeside(
  target: FloodTarget,
  kinds: readonly FrameKind[],
  { honest, rate = RATE }: { readonly honest: number; readonly rate?: number },
) {
  await fillLobby(target);
  const flood = new FrameFlood(target);
  const callers: Caller[] = [];
  for (let index = 0; index < honest; index += 1) {
    const caller = await flood.connect(user(index), `honest-${index}`);
    if (caller !== null) callers.push(caller);
  }
  expect(callers).toHaveLength(honest);
  const refused: unknown[] = [];
  for (let minute = 0; minute < MINUTES; minute += 1) {
    refused.push(...(await converse(flood, callers)));
    await flood.run(flooder, (nth) => kinds[nth % kinds.length] ?? (() => ''), rate, 60);
  }
  expect(refused).toEqual([]);
  return flood.result;
}

describe('a user who floods over ten connections and ten containers', () => {
  const { frames, hardLimit } = DEFAULT_FRAME_LIMITS;

  it('with frames that are no messages gets what is allowed, and two hundred others notice nothing', async () => {
    const clock = dawn();
    const target = { stores: inMemoryStores(clock), clock, frames: DEFAULT_FRAME_LIMITS };
    const result = await floodBeside(target, CHEAP_KINDS, { honest: 200 });
    // By a sample: what is served is what is allowed, give or take a quarter.
    expect(result.served).toBeGreaterThan(frames * 0.75);
    expect(result.served).toBeLessThan(MINUTES * frames * 1.25);
    expect(result.served + result.refused).toBeLessThan(MINUTES * hardLimit * 1.25);
    expect(result.closed).toBeGreaterThanOrEqual(10);
    expect(result.rejected).toBeGreaterThan(10);
  });

  it('with every kind of frame is cut off by the limit of messages, which comes first', async () => {
    const clock = dawn();
    const target = { stores: inMemoryStores(clock), clock, frames: DEFAULT_FRAME_LIMITS };
    const result = await floodBeside(target, every, { honest: 200 });
    expect(result.served + result.refused).toBeLessThan(frames);
    expect(result.closed).toBeGreaterThanOrEqual(10);
  });

  it('takes nothing from two hundred others whose chat is on DynamoDB', async () => {
    const clock = dawn();
    const { stores, meter, close } = await openMeteredTable(clock);
    closing.push(close);
    const limits = { frames: 400, hardLimit: 800 };
    const target = { stores, clock, frames: limits };
    const result = await floodBeside(target, CHEAP_KINDS, { honest: 200, rate: 20 });
    expect(result.served).toBeLessThan(MINUTES * limits.frames * 1.25);
    expect(result.served + result.refused).toBeLessThan(MINUTES * limits.hardLimit * 1.25);
    expect(result.closed).toBeGreaterThanOrEqual(10);
    expect(result.rejected).toBeGreaterThan(10);
    // Two hundred connect, join, and say something twice: what they cost, a flood adds little to.
    expect(meter.writes).toBeLessThan(200 * 20 + (result.served + result.refused) * 0.05);
  });

  it('costs the store what is allowed, and no more', async () => {
    const clock = dawn();
    const { stores, meter, close } = await openMeteredTable(clock);
    closing.push(close);
    const limits = { frames: 300, hardLimit: 600 };
    const target = { stores, clock, frames: limits };
    await fillLobby(target);
    const flood = new FrameFlood(target);
    const before = { ...meter };
    await flood.run(flooder, (nth) => CHEAP_KINDS[nth % CHEAP_KINDS.length] ?? (() => ''), 15, 60);
    const { served, refused, opened, closed, rejected } = flood.result;
    const reads = meter.reads - before.reads;
    const writes = meter.writes - before.writes;
    expect(served).toBeLessThan(limits.frames * 2);
    // Each handshake reads five items, and each connection writes three and deletes them.
    expect(reads).toBeLessThan(served * MOST_UNITS.page + (opened + rejected) * 6 + closed * 10);
    expect(writes).toBeLessThan((served + refused + rejected) * 0.05 + (opened + closed) * 6 + 20);
  });
});

/** Frames of each kind, of which the units are the mean. */
const FRAMES = 6;
/** Kinds that cost most in as many rooms as there may be. */
const IN_MANY_ROOMS = /^(?:ping|joinRoom and leaveRoom)/;

describe('a frame', () => {
  it('costs no more than the bill of one user is computed from, whatever it holds', async () => {
    const clock = dawn();
    const { stores, meter, close } = await openMeteredTable(clock);
    closing.push(close);
    const target = { stores, clock, frames: DEFAULT_FRAME_LIMITS };
    await fillLobby(target);
    for (const [kind, frameOf] of Object.entries(FRAME_KINDS)) {
      const flood = new FrameFlood(target);
      const caller = await flood.connect({ ...flooder, userId: `flooder ${kind}` }, `of ${kind}`);
      if (caller === null) throw new Error('The first handshake of a user is refused.');
      await joinRooms(
        target,
        caller.connectionId,
        IN_MANY_ROOMS.test(kind) ? LIMITS.roomsPerConnection - 1 : 2,
      );
      const before = { ...meter };
      for (let nth = 0; nth < FRAMES; nth += 1) await flood.send(caller, frameOf(nth));
      const units = {
        reads: (meter.reads - before.reads) / FRAMES,
        writes: (meter.writes - before.writes) / FRAMES,
      };
      const most = {
        reads: kind === 'ping' ? MOST_UNITS.ping : MOST_UNITS.page,
        writes: MESSAGES.test(kind) ? MOST_UNITS.messageWrites : MOST_UNITS.writes,
      };
      const over = units.reads > most.reads || units.writes > most.writes;
      expect({ kind, ...units, over }).toEqual({ kind, ...units, over: false });
      clock.advance(2 * MINUTE);
    }
  });
});
