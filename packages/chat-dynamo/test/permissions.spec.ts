import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@serverless-ws/chat-domain/in-memory';
import {
  DynamoBlockRepository,
  DynamoConnectionRepository,
  DynamoMessageRepository,
  DynamoShardCursorRepository,
  DynamoUserRoomRepository,
} from '../src/index.js';
import type { Engine } from './engine.js';
import { startDynalite } from './engine.js';
import { PERMISSIONS } from './permissions.js';
import type { FreshTable } from './fresh-table.js';
import { freshTable } from './fresh-table.js';
import type { RecordedCall } from './recorded-calls.js';
import { recordCalls } from './recorded-calls.js';

describe('the permissions that the README shows are those needed, and no others, for', () => {
  const clock = new ManualClock(Date.now());
  const expiresAt = clock.now() + 60_000;
  let engine: Engine;
  let table: FreshTable;
  let calls: RecordedCall[];
  beforeAll(async () => {
    engine = await startDynalite();
    table = await freshTable(engine.endpoint);
    calls = recordCalls(table.sdk);
  });
  beforeEach(() => {
    calls.length = 0;
  });
  afterAll(async () => {
    await table.close();
    await engine.stop();
  });

  const used = (): readonly string[] =>
    [...new Set(calls.map(({ command }) => command.replace(/Command$/, '')))].sort();

  it('DynamoConnectionRepository', async () => {
    const connections = new DynamoConnectionRepository({ ...table, clock });
    const identity = { userId: 'ada', name: 'Ada', roles: [], expiresAt: null };
    const ada = { connectionId: 'c1', identity, connectedAt: clock.now(), expiresAt, memberships: [] };
    await connections.add(ada);
    await connections.join(ada, { room: 'den', shard: 0 }, 9);
    await connections.join(ada, { room: 'den', shard: 1 }, 9);
    await connections.members('den', 0, { limit: 9 });
    await connections.connectionsOf('ada');
    await connections.leave('c1', 'den');
    await connections.find('c1');
    await connections.remove('c1');
    expect(used()).toEqual(PERMISSIONS['DynamoConnectionRepository']);
  });

  it('DynamoMessageRepository', async () => {
    const log = new DynamoMessageRepository({ ...table, clock });
    const entry = { kind: 'filler', seq: 1, reservedAt: clock.now(), expiresAt } as const;
    const position = { room: 'lobby', epoch: 'e1', seq: 1, reservedAt: clock.now() };
    const record = { userId: 'ada', clientMessageId: 'm', fingerprint: 'd', expiresAt, ...position };
    await log.getOrCreate('lobby', 'e1', clock.now());
    await log.reserveNext('lobby', 'e1', clock.now());
    await log.doubleShards('lobby', 1);
    await log.noteListed('lobby', 'first', clock.now());
    await log.startEpoch('lobby', 'e2');
    await log.heads(['lobby']);
    await log.append('lobby', entry);
    await log.append('lobby', entry);
    await log.replace(
      'lobby',
      { ...entry, kind: 'tombstone', id: 'm1', sender: { id: 'a', name: 'A' } },
      'message',
    );
    await log.find('lobby', 1);
    await log.read('lobby', { from: 1, to: 1, order: 'ascending', limit: 1 });
    await log.putIfAbsent(record);
    await log.move({ ...record, seq: 2 }, record);
    await log.findIdempotencyRecord('ada', 'm');
    expect(used()).toEqual(PERMISSIONS['DynamoMessageRepository']);
  });

  it('DynamoBlockRepository', async () => {
    const blocks = new DynamoBlockRepository(table);
    await blocks.block('ada', 'bob', 9);
    await blocks.hasBlocked('ada', 'bob');
    await blocks.unblock('ada', 'bob');
    expect(used()).toEqual(PERMISSIONS['DynamoBlockRepository']);
  });

  it('DynamoShardCursorRepository', async () => {
    const cursors = new DynamoShardCursorRepository(table);
    await cursors.save('lobby', 0, { epoch: 'e1', seq: 1, start: 0 });
    await cursors.load('lobby', 0);
    expect(used()).toEqual(PERMISSIONS['DynamoShardCursorRepository']);
  });

  it('DynamoUserRoomRepository', async () => {
    const rooms = new DynamoUserRoomRepository({ ...table, clock });
    await rooms.follow('ada', { room: 'tea' }, expiresAt);
    const mark = { epoch: 'e1', seq: 1, nonMessages: 0 };
    await rooms.mark('ada', 'tea', mark, { known: null, keptUntil: expiresAt });
    await rooms.find('ada', 'tea');
    await rooms.list('ada', { limit: 9 });
    await rooms.unfollow('ada', 'tea');
    expect(used()).toEqual(PERMISSIONS['DynamoUserRoomRepository']);
  });
});
