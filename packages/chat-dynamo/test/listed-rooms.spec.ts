import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@serverless-ws/chat-domain/in-memory';
import { DynamoRoomHeadRepository, type TableClient } from '../src/index.js';
import { deleteExpired } from './delete-expired.js';
import type { Engine } from './engine.js';
import { startDynalite } from './engine.js';
import type { FreshTable } from './fresh-table.js';
import { freshTable } from './fresh-table.js';
import type { RecordedCall } from './recorded-calls.js';
import { recordCalls } from './recorded-calls.js';

const DAY = 24 * 3_600_000;
const LIFE = 32 * DAY;
const ENDED = new Error('The process ended.');

describe('the list of rooms', () => {
  const clock = new ManualClock(Date.now());
  let engine: Engine;
  let table: FreshTable;
  let calls: RecordedCall[];
  let heads: DynamoRoomHeadRepository;

  beforeAll(async () => {
    engine = await startDynalite();
  });
  beforeEach(async () => {
    table = await freshTable(engine.endpoint);
    calls = recordCalls(table.sdk);
    heads = new DynamoRoomHeadRepository({ ...table, clock });
  });
  afterEach(() => table.close());
  afterAll(() => engine.stop());

  const join = (room = 'den', by = heads) => by.getOrCreate(room, 'e', clock.now(), clock.now() + LIFE);
  const say = (room = 'den', by = heads) => by.reserveNext(room, 'e', clock.now(), clock.now() + LIFE);
  const listed = async () => (await heads.rooms({ kind: 'public', limit: 10 })).rooms;
  const writes = () => calls.filter(({ command }) => /^(Update|Put)/.test(command)).length;

  /** A repository whose process ends before its call of this number. */
  function endingBefore(call: number): DynamoRoomHeadRepository {
    let count = 0;
    const client: TableClient = {
      call: (operation, input) => {
        count += 1;
        return count >= call ? Promise.reject(ENDED) : table.client.call(operation, input);
      },
    };
    return new DynamoRoomHeadRepository({ client, table: table.table, clock });
  }

  it('costs one write when a room is made, and none when it is used', async () => {
    await join();
    expect(writes()).toBe(2);
    calls.length = 0;
    await say();
    await say();
    await say();
    await join();
    expect(writes()).toBe(3);
  });

  it('costs a room in use two writes and the refused ones in half of the time that its head is kept', async () => {
    await join();
    calls.length = 0;
    for (let day = 0; day < 64; day += 1) {
      clock.advance(DAY);
      await say();
    }
    expect(writes() - 64).toBeLessThanOrEqual(4);
  });

  it.each([1, 2, 3, 4, 5])(
    'lacks no room that has a head, where the process that made it ended before call %d',
    async (call) => {
      for (const [room, make] of [
        ['by-join', join],
        ['by-message', say],
      ] as const) {
        await make(room, endingBefore(call)).catch((error: Error) => expect(error.cause).toBe(ENDED));
        if ((await heads.find(room)) !== null) expect(await listed()).toContain(room);
        await make(room);
        expect(await listed()).toContain(room);
      }
    },
  );

  it.each([1, 2, 3, 4, 5])(
    'keeps a room whose end was being moved when the process ended before call %d',
    async (call) => {
      await join();
      for (let days = 0; days < 64; days += 8) {
        clock.advance(8 * DAY);
        await say('den', endingBefore(call)).catch(() => null);
        await deleteExpired(table, clock.now());
        if ((await heads.find('den')) !== null) expect(await listed()).toEqual(['den']);
      }
    },
  );

  it('gets a room that an earlier release has made, with its next message or member', async () => {
    for (const room of ['tea', 'den']) {
      await table.client.call('PutItem', {
        TableName: table.table,
        Item: { PK: `L#${room}`, SK: 'HEAD', q: 7, t: 1, e: 'old', c: 1, n: 2 },
      });
    }
    expect(await listed()).toEqual([]);
    expect(await say('tea')).toMatchObject({ epoch: 'old', seq: 8, shards: 2 });
    expect(await join('den')).toMatchObject({ epoch: 'old', seq: 7, shards: 2 });
    expect([...(await listed())].sort()).toEqual(['den', 'tea']);
  });

  it('is spread over four partitions, and read with four queries at most where it fits on a page', async () => {
    for (let room = 0; room < 40; room += 1) await join(`room-${room}`);
    const lists = new Set(calls.flatMap(({ input }) => (/^ROOMS#/.test(keyOf(input)) ? [keyOf(input)] : [])));
    expect([...lists].sort()).toEqual([0, 1, 2, 3].map((list) => `ROOMS#public#${list}`));
    calls.length = 0;
    expect((await heads.rooms({ kind: 'public', limit: 100 })).rooms).toHaveLength(40);
    expect(calls.map(({ command, units }) => `${command} ${units}`)).toEqual(Array(4).fill('QueryCommand 1'));
  });

  it('keeps the lobby for ever', async () => {
    await heads.getOrCreate('lobby', 'e', clock.now());
    calls.length = 0;
    await heads.reserveNext('lobby', 'e', clock.now());
    expect(writes()).toBe(1);
    clock.advance(100 * LIFE);
    await deleteExpired(table, clock.now());
    expect(await heads.rooms({ kind: 'lobby', limit: 10 })).toEqual({ rooms: ['lobby'] });
  });
});

function keyOf(input: RecordedCall['input']): string {
  const key: unknown = input['Key'];
  return typeof key === 'object' && key !== null && 'PK' in key ? String(key.PK) : '';
}
