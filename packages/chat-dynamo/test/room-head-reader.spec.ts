import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@serverless-ws/chat-domain/in-memory';
import { DynamoRoomHeadReader, DynamoRoomHeadRepository } from '../src/index.js';
import type { Engine } from './engine.js';
import { startDynalite } from './engine.js';
import type { FreshTable } from './fresh-table.js';
import { freshTable } from './fresh-table.js';
import type { RecordedCall } from './recorded-calls.js';
import { recordCalls } from './recorded-calls.js';

describe('reading heads alone', () => {
  const clock = new ManualClock(Date.now());
  let engine: Engine;
  let table: FreshTable;
  let calls: RecordedCall[];
  let reader: DynamoRoomHeadReader;

  beforeAll(async () => {
    engine = await startDynalite();
    table = await freshTable(engine.endpoint);
    calls = recordCalls(table.sdk);
    reader = new DynamoRoomHeadReader(table);
    const heads = new DynamoRoomHeadRepository({ ...table, clock });
    for (const room of ['lobby', 'tea']) await heads.reserveNext(room, `epoch of ${room}`, clock.now());
  });
  afterAll(async () => {
    await table.close();
    await engine.stop();
  });

  it('finds what the repository has stored, and nothing where no head is', async () => {
    expect(await reader.find('tea')).toMatchObject({ room: 'tea', epoch: 'epoch of tea', seq: 1, shards: 1 });
    expect(await reader.find('none')).toBeNull();
    const rooms = ['tea', 'none', 'lobby', 'tea'];
    for (const found of [await reader.findAll(rooms), await reader.findRecent(rooms)])
      expect(found.map(({ room }) => room).sort()).toEqual(['lobby', 'tea']);
  });

  it('costs a read unit for each head, and half of one where it may be of a moment ago', async () => {
    calls.length = 0;
    await reader.find('tea');
    await reader.findAll(['tea', 'lobby']);
    await reader.findRecent(['tea', 'lobby']);
    expect(calls.map(({ units }) => units)).toEqual([1, 2, 1]);
  });
});
