import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  browseRoomsOf,
  joinRoomOf,
  listMessagesOf,
  listRoomsOf,
  markReadOf,
  sendMessageOf,
  type UserRoomPorts,
} from '@serverless-ws/chat-domain';
import {
  identityOf,
  InMemoryMessageGateway,
  ManualClock,
  PlainDigest,
  RecordingLogger,
} from '@serverless-ws/chat-domain/in-memory';
import {
  DynamoAuditLog,
  DynamoConnectionRepository,
  DynamoMessageRepository,
  DynamoRoomHeadRepository,
  DynamoModerationStateRepository,
  DynamoRoomRulesRepository,
  DynamoUserRoomRepository,
} from '../src/index.js';
import type { Engine } from './engine.js';
import { startDynalite } from './engine.js';
import type { FreshTable } from './fresh-table.js';
import { freshTable } from './fresh-table.js';
import type { RecordedCall } from './recorded-calls.js';
import { recordCalls } from './recorded-calls.js';

/** A user id as identity providers make them. */
const ADA = identityOf('auth0|507f1f77bcf86cd799439011');
const EPOCH = '01J9ZQ3K7V8W4N2M6P5T0R1S2X';

describe('what lists of rooms and marks consume', () => {
  const clock = new ManualClock(Date.now());
  let engine: Engine;
  let table: FreshTable;
  let calls: RecordedCall[];
  let ports: UserRoomPorts;

  beforeAll(async () => {
    engine = await startDynalite();
  });
  beforeEach(async () => {
    table = await freshTable(engine.endpoint);
    calls = recordCalls(table.sdk);
    const chat = { ...table, clock };
    ports = {
      connections: new DynamoConnectionRepository(chat),
      heads: new DynamoRoomHeadRepository(chat),
      messages: new DynamoMessageRepository(chat),
      userRooms: new DynamoUserRoomRepository(chat),
      moderation: {
        moderationStates: new DynamoModerationStateRepository(chat),
        rules: new DynamoRoomRulesRepository(chat),
        audit: new DynamoAuditLog(table),
      },
      gateway: new InMemoryMessageGateway(clock),
      ids: { next: () => EPOCH },
      digest: new PlainDigest(),
      logger: new RecordingLogger(),
      clock,
    };
  });
  afterAll(() => engine.stop());

  const isWrite = ({ command }: RecordedCall) => !/^(Get|Query|BatchGet)/.test(command);

  /** Read and write units of some work. */
  async function unitsOf(work: () => Promise<unknown>): Promise<{ reads: number; writes: number }> {
    calls.length = 0;
    await work();
    const sum = (of: readonly RecordedCall[]) => of.reduce((total, { units }) => total + units, 0);
    return { reads: sum(calls.filter((call) => !isWrite(call))), writes: sum(calls.filter(isWrite)) };
  }

  /** Ada, who is in the lobby, and has read one of two messages in each of so many rooms. */
  async function follower(count: number, prefix: string) {
    const { connections, heads, userRooms, moderation } = ports;
    const caller = { identity: ADA, connectionId: 'L0eYdfb4oAMCJ_w=' };
    const memberships = [{ room: 'lobby', shard: 0 }];
    const [connectedAt, expiresAt] = [clock.now(), clock.now() + 7_200_000];
    await connections.add({ ...caller, connectedAt, expiresAt, memberships });
    for (let index = 0; index < count; index += 1) {
      const room = `${prefix}${String(index).padStart(16, '0')}`;
      for (let said = 0; said < 2; said += 1) await heads.reserveNext(room, EPOCH, clock.now());
      const mark = { epoch: EPOCH, seq: 1, nonMessages: 0 };
      await userRooms.mark(ADA.userId, room, mark, { known: null, keptUntil: expiresAt });
      if (prefix === 'private.')
        await moderation?.rules.invite({ room, userId: ADA.userId, expiresAt: clock.now() + 9e9 });
    }
    return caller;
  }

  it.each([
    [10, 'team-', 12],
    [100, 'team-', 105],
    [10, 'private.', 12],
    [100, 'private.', 105],
  ])('is, for %d rooms such as %s…, at most %d read units', async (count, prefix, most) => {
    const caller = await follower(count, prefix);
    let unread: readonly number[] = [];
    const { reads, writes } = await unitsOf(async () => {
      unread = (await listRoomsOf(ports).execute({ ...caller, limit: 100 })).rooms.map((one) => one.unread);
    });
    expect(unread).toEqual(Array(count).fill(1));
    expect(reads).toBeLessThanOrEqual(most);
    // Half a unit a head, and half a unit an invitation.
    const heads = count * (prefix === 'private.' ? 1 : 0.5);
    expect(reads).toBeGreaterThanOrEqual(heads);
    expect(writes).toBe(0);
  });

  it('is one write unit for a mark that moves, and none for one that is there', async () => {
    const caller = await follower(0, '');
    const send = sendMessageOf(ports);
    for (const text of ['1', '2', '3']) await send.execute({ ...caller, kind: 'message', text });
    const mark = (seq: number) => markReadOf(ports).execute({ ...caller, upTo: { epoch: EPOCH, seq } });
    expect((await unitsOf(() => mark(2))).writes).toBe(1);
    expect((await unitsOf(() => mark(3))).writes).toBe(1);
    expect((await unitsOf(() => mark(3))).writes).toBe(0);
    expect((await unitsOf(() => mark(1))).writes).toBe(0);
    // The head, the row, the entry, and the devices of the user.
    expect((await unitsOf(() => mark(3))).reads).toBeLessThanOrEqual(4);
  });

  it('is one write unit to follow a room, and none to join it again', async () => {
    const caller = await follower(0, '');
    const join = (follow: boolean) => joinRoomOf(ports).execute({ ...caller, room: 'lobby', follow });
    await join(false);
    expect((await unitsOf(() => join(false))).writes).toBe(0);
    expect((await unitsOf(() => join(true))).writes).toBe(1);
    expect((await unitsOf(() => join(true))).writes).toBe(0);
  });

  it('is no write to browse', async () => {
    const caller = await follower(20, 'team-');
    const { writes, reads } = await unitsOf(() => browseRoomsOf(ports).execute(caller));
    expect(writes).toBe(0);
    expect(reads).toBeLessThanOrEqual(4);
  });

  it('is one write unit to note a position that stayed empty, once, with as many of them as a head keeps', async () => {
    const caller = await follower(0, '');
    const { heads } = ports;
    const say = () => sendMessageOf(ports).execute({ ...caller, kind: 'message', text: 'hi' });
    const read = () => listMessagesOf(ports).execute({ ...caller, limit: 100 });
    await say();
    for (let lost = 0; lost < 64; lost += 1) await heads.reserveNext('lobby', EPOCH, clock.now());
    await say();
    clock.advance(60_000);
    await read();
    expect((await heads.find('lobby'))?.unsent).toHaveLength(64);
    expect((await unitsOf(read)).writes).toBe(0);
    // The head with all of them is still one unit, which every message pays.
    await heads.reserveNext('lobby', EPOCH, clock.now());
    await say();
    clock.advance(60_000);
    expect((await unitsOf(() => heads.reserveNext('lobby', EPOCH, clock.now()))).writes).toBe(1);
  });
});
