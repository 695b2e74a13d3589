import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createChat, type Chat } from '@serverless-ws/chat-domain';
import {
  identityOf,
  InMemoryMessageGateway,
  ManualClock,
  PlainDigest,
  RecordingLogger,
  SequentialIds,
} from '@serverless-ws/chat-domain/in-memory';
import {
  DynamoAuditLog,
  DynamoConnectionRepository,
  DynamoMessageRepository,
  DynamoRoomHeadRepository,
  DynamoModerationStateRepository,
  DynamoRoomRulesRepository,
} from '../src/index.js';
import type { Engine } from './engine.js';
import { startDynalite } from './engine.js';
import type { FreshTable } from './fresh-table.js';
import { freshTable } from './fresh-table.js';
import { recordCalls, type RecordedCall } from './recorded-calls.js';

/** An id as issuers of tokens make them, and a name. */
const user = (index: number) =>
  identityOf(`7d9f3c52-8b1e-4a6f-9c3d-${String(index).padStart(12, '0')}`, { name: 'Ada Lovelace' });

const connectionId = (index: number) => `L0eYdfb4o${String(index).padStart(6, '0')}=`;

describe('what presence costs, in units read and written', () => {
  const clock = new ManualClock(Date.now());
  let engine: Engine;
  let table: FreshTable;
  let calls: RecordedCall[];
  let chat: Chat;
  let hinting: Chat;

  beforeAll(async () => {
    engine = await startDynalite();
    table = await freshTable(engine.endpoint);
    calls = recordCalls(table.sdk);
    const at = { ...table, clock };
    const ports = {
      connections: new DynamoConnectionRepository(at),
      heads: new DynamoRoomHeadRepository(at),
      messages: new DynamoMessageRepository(at),
      moderation: {
        moderationStates: new DynamoModerationStateRepository(at),
        rules: new DynamoRoomRulesRepository(at),
        audit: new DynamoAuditLog(at),
      },
      gateway: new InMemoryMessageGateway(clock),
      clock,
      ids: new SequentialIds(),
      digest: new PlainDigest(),
      logger: new RecordingLogger(),
      // No frame is among those that are reported.
      random: () => 1 / 2,
    };
    const flood = { messages: 100_000, hardLimit: 300_000, window: 10_000 };
    chat = createChat(ports, { flood, frames: { frames: 1_200, hardLimit: 2_400 } });
    hinting = createChat(ports, { presenceHints: 50 });
    for (let index = 0; index < 50; index += 1) {
      await chat.connect.execute({ connectionId: connectionId(index), identity: user(index) });
      await chat.joinRoom.execute({ ...caller(index), room: 'tea' });
    }
  });
  afterAll(async () => {
    await table.close();
    await engine.stop();
  });

  const caller = (index: number) => ({ connectionId: connectionId(index), identity: user(index) });

  async function unitsOf(act: () => Promise<unknown>): Promise<string> {
    calls.length = 0;
    await act();
    const sum = (isRead: boolean): number =>
      calls
        .filter(({ command }) => /^(Get|Query|BatchGet)/.test(command) === isRead)
        .reduce((total, { units }) => total + units, 0);
    return `r${sum(true)} w${sum(false)}`;
  }

  const signal = (room: string) => () =>
    chat.signal.execute({ ...caller(0), room, event: 'typing', data: true });

  it('is no write for a signal: its connection, its state, the head, and two units for fifty members', async () => {
    expect(await unitsOf(signal('tea'))).toBe('r5 w0');
  });

  it('is a unit less for a signal in the lobby, where every connection is', async () => {
    expect(await unitsOf(signal('lobby'))).toBe('r4 w0');
  });

  it('is no write for a list of fifty members', async () => {
    expect(await unitsOf(() => chat.who.execute({ ...caller(0), room: 'tea' }))).toBe('r4 w0');
  });

  it('is, where hints are on, three units more to join and to leave a room of fifty', async () => {
    const leave = () => chat.leaveRoom.execute({ ...caller(49), room: 'tea' });
    const join = () => chat.joinRoom.execute({ ...caller(49), room: 'tea' });
    const hintingLeave = () => hinting.leaveRoom.execute({ ...caller(49), room: 'tea' });
    const hintingJoin = () => hinting.joinRoom.execute({ ...caller(49), room: 'tea' });
    const without = [await unitsOf(leave), await unitsOf(join)];
    const withHints = [await unitsOf(hintingLeave), await unitsOf(hintingJoin)];
    expect([without, withHints]).toEqual([
      ['r4 w3', 'r4 w2'],
      ['r7 w3', 'r7 w2'],
    ]);
  });

  it('is, for a list of the members of a large room, what 201 rows cost, and no more', async () => {
    await fill(400);
    expect(await unitsOf(() => chat.who.execute({ ...caller(0), room: 'lobby' }))).toBe('r7 w0');
  });

  it('is, for a broadcast to 400 members, 11 units, 6 without their users, of whom it is told nothing', async () => {
    expect(await unitsOf(() => chat.ports.connections.members('lobby', 0, { limit: 1_000 }))).toBe('r11 w0');
    expect(calls[0]?.input['ProjectionExpression']).toBe('SK, c, x, g');
  });

  /** Puts further connections into the lobby, until there are so many. */
  async function fill(count: number): Promise<void> {
    const { connections } = chat.ports;
    const memberships = [{ room: 'lobby', shard: 0 }];
    for (let index = 50; index < count; index += 1) {
      const times = { connectedAt: clock.now(), expiresAt: clock.now() + 7_800_000 };
      await connections.add({ ...caller(index), ...times, memberships });
    }
  }
});
