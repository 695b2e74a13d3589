import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { headEnd, LIMITS, LogWriter, type Message, type IdempotencyRecord } from '@serverless-ws/chat-domain';
import { ManualClock, PlainDigest, SequentialIds } from '@serverless-ws/chat-domain/in-memory';
import { DynamoConnectionRepository, DynamoMessageRepository } from '../src/index.js';
import type { Engine } from './engine.js';
import { startDynalite } from './engine.js';
import type { FreshTable } from './fresh-table.js';
import { freshTable } from './fresh-table.js';
import type { RecordedCall } from './recorded-calls.js';
import { recordCalls } from './recorded-calls.js';

describe('what a call consumes', () => {
  const clock = new ManualClock(Date.now());
  const expiresAt = clock.now() + 30 * 24 * 3_600_000;
  let engine: Engine;
  let table: FreshTable;
  let calls: RecordedCall[];
  let log: DynamoMessageRepository;
  let connections: DynamoConnectionRepository;

  beforeAll(async () => {
    engine = await startDynalite();
    table = await freshTable(engine.endpoint);
    calls = recordCalls(table.sdk);
    log = new DynamoMessageRepository({ ...table, clock });
    connections = new DynamoConnectionRepository({ ...table, clock });
    // Rooms that are there already: making one costs a write more.
    for (const room of ['lobby', 'tea']) {
      const end = headEnd(room, clock.now(), LIMITS.retentionDefault);
      await log.getOrCreate(room, 'e', clock.now(), end);
    }
  });
  afterAll(async () => {
    await table.close();
    await engine.stop();
  });

  async function unitsOf(work: () => Promise<unknown>): Promise<readonly number[]> {
    calls.length = 0;
    await work();
    return calls.map(({ units }) => units);
  }

  const message = (seq: number): Message => ({
    kind: 'message',
    seq,
    reservedAt: clock.now(),
    expiresAt,
    id: 'f0a1b2c3d4e5f60718293a4b5c6d7e8f',
    sender: { id: 'auth0|507f1f77bcf86cd799439011', name: 'Ada Lovelace' },
    text: 'See you at eight, then?',
    clientMessageId: '01J9ZQ3K7V8W4N2M6P5T0R1S2X',
  });

  const record = (seq: number): IdempotencyRecord => ({
    userId: 'auth0|507f1f77bcf86cd799439011',
    clientMessageId: '01J9ZQ3K7V8W4N2M6P5T0R1S2X',
    room: 'lobby',
    epoch: '01J9ZQ3K7V8W4N2M6P5T0R1S2X',
    seq,
    reservedAt: clock.now(),
    fingerprint: '3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    expiresAt,
  });

  it('is three write units for the three writes of a short first message', async () => {
    const units = await unitsOf(async () => {
      const { seq } = await log.reserveNext('lobby', '01J9ZQ3K7V8W4N2M6P5T0R1S2X', clock.now());
      await log.putIfAbsent(record(seq));
      await log.append('lobby', message(seq));
    });
    expect(calls.map(({ command }) => command)).toEqual([
      'UpdateItemCommand',
      'PutItemCommand',
      'PutItemCommand',
    ]);
    expect(units).toEqual([1, 1, 1]);
  });

  it('is one write unit more for the loser of a race for a client message id, and none without a race', async () => {
    const ids = new SequentialIds();
    const retention = LIMITS.retentionDefault;
    const writer = new LogWriter({ messages: log, clock, ids, digest: new PlainDigest(), retention });
    const sender = { id: 'ada', name: 'Ada' };
    const draft = (clientMessageId: string, text: string) =>
      writer.write({ kind: 'message', room: 'tea', sender, text, clientMessageId });
    const writes = () =>
      calls
        .filter(({ command }) => !command.startsWith('Get'))
        .map(({ command, units }) => `${command} ${units}`);
    await unitsOf(() => draft('c-1', 'hi'));
    expect(writes()).toEqual(['UpdateItemCommand 1', 'PutItemCommand 1', 'PutItemCommand 1']);
    await unitsOf(() => Promise.allSettled([draft('c-2', 'hi'), draft('c-2', 'ho')]));
    // Two reservations, the record, the message and the filler; the refused record is not among the recorded calls.
    expect(writes().sort()).toEqual([
      ...Array<string>(3).fill('PutItemCommand 1'),
      ...Array<string>(2).fill('UpdateItemCommand 1'),
    ]);
    await unitsOf(() => draft('c-2', 'ho').catch(() => null));
    expect(writes()).toEqual([]);
  });

  it('is one read unit for the head of a room, and one for a page of ten short messages', async () => {
    for (let seq = 2; seq <= 11; seq += 1) await log.append('lobby', message(seq));
    expect(await unitsOf(() => log.head('lobby'))).toEqual([1]);
    const range = { from: 2, to: 11, order: 'ascending', limit: 10 } as const;
    expect(await unitsOf(() => log.read('lobby', range))).toEqual([1]);
  });

  it('is three write units to connect to the lobby', async () => {
    const identity = { userId: 'ada', name: 'Ada', roles: ['admin'], expiresAt };
    const memberships = [{ room: 'lobby', shard: 0 }];
    const ada = {
      connectionId: 'L0eYdfb4oAMCJ_w=',
      identity,
      connectedAt: clock.now(),
      expiresAt,
      memberships,
    };
    expect(await unitsOf(() => connections.add(ada))).toEqual([2, 1]);
  });

  it('is, for a member, no more than a broadcast needs', async () => {
    await unitsOf(() => connections.members('lobby', 0, { limit: 10 }));
    expect(calls[0]?.input['ProjectionExpression']).toBe('SK, c, x, g');
  });

  it('never is a Scan, a transaction, or a read that may be stale', () => {
    const reads = calls.filter(({ command }) => /^(Get|Query)/.test(command));
    for (const { input } of reads) expect(input['ConsistentRead']).toBe(true);
    expect(calls.filter(({ command }) => /Scan|Transact/.test(command))).toEqual([]);
  });
});
