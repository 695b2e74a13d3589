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

const LIFE = 32 * 24 * 3_600_000;

describe('a head that ends', () => {
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

  async function costOf(work: () => Promise<unknown>): Promise<readonly string[]> {
    calls.length = 0;
    await work();
    return calls.map(({ command, units }) => `${command} ${units}`);
  }

  const reserve = (life = LIFE) => heads.reserveNext('den', 'e1', clock.now(), clock.now() + life);
  const open = (epoch: string) => heads.getOrCreate('den', epoch, clock.now(), clock.now() + LIFE);

  it('costs a message the one unit that its reservation costs anyway', async () => {
    await reserve();
    expect(await costOf(() => reserve())).toEqual(['UpdateItemCommand 1']);
    clock.advance(1_000);
    expect(await costOf(() => reserve())).toEqual(['UpdateItemCommand 1']);
  });

  it('costs one unit more once it has none, as its room has a retention of its own', async () => {
    await reserve();
    await heads.setRetention('den', { period: LIFE, least: LIFE }, undefined);
    expect(await costOf(() => open('e2'))).toEqual(['GetItemCommand 1']);
    const asked: string[] = [];
    const client: TableClient = {
      call: (operation, input) => {
        asked.push(operation);
        return table.client.call(operation, input);
      },
    };
    const writing = new DynamoRoomHeadRepository({ client, table: table.table, clock });
    await writing.reserveNext('den', 'e1', clock.now(), clock.now() + LIFE);
    // The first one is refused, which DynamoDB bills like a write.
    expect(asked).toEqual(['UpdateItem', 'UpdateItem']);
  });

  it('costs those who join one read, and a write once half of the time is gone', async () => {
    await reserve();
    expect(await costOf(() => open('e2'))).toEqual(['GetItemCommand 1']);
    clock.advance(LIFE / 2 + 1_000);
    expect(await costOf(() => open('e2'))).toEqual(['GetItemCommand 1', 'UpdateItemCommand 1']);
    expect(await costOf(() => open('e2'))).toEqual(['GetItemCommand 1']);
  });

  it('is created whole where it is deleted between the read and the write of a join', async () => {
    await reserve();
    await heads.doubleShards('den', 1);
    clock.advance(LIFE + 1_000);
    let isDeleted = false;
    const client: TableClient = {
      call: async (operation, input) => {
        if (operation === 'UpdateItem' && !isDeleted) await deleteExpired(table, clock.now());
        isDeleted ||= operation === 'UpdateItem';
        return table.client.call(operation, input);
      },
    };
    const joining = new DynamoRoomHeadRepository({ client, table: table.table, clock });
    const now = clock.now();
    const head = { room: 'den', epoch: 'e2', seq: 0, reservedAt: now, createdAt: now, shards: 1 };
    expect(await joining.getOrCreate('den', 'e2', now, now + LIFE)).toEqual(head);
    expect(await heads.find('den')).toEqual(head);
  });

  it('has its end moved by a join that found it past that, and is not deleted then', async () => {
    await reserve();
    clock.advance(LIFE + 1_000);
    expect(await open('e2')).toMatchObject({ epoch: 'e1', seq: 1 });
    await deleteExpired(table, clock.now());
    expect(await heads.find('den')).toMatchObject({ epoch: 'e1', seq: 1 });
  });

  it('that is to end earlier than before keeps its end, at the cost of a refused write', async () => {
    await reserve();
    const sent: string[] = [];
    const client: TableClient = {
      call: (operation, input) => {
        sent.push(operation);
        return table.client.call(operation, input);
      },
    };
    const shorter = new DynamoRoomHeadRepository({ client, table: table.table, clock });
    await shorter.reserveNext('den', 'e1', clock.now(), clock.now() + LIFE / 2);
    expect(sent).toEqual(['UpdateItem', 'UpdateItem']);
    clock.advance(LIFE - 1_000);
    await deleteExpired(table, clock.now());
    expect(await heads.find('den')).toMatchObject({ seq: 2 });
  });
});
