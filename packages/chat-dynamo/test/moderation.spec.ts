import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { AuditRecord } from '@serverless-ws/chat-domain';
import {
  ManualClock,
  auditLogContract,
  roomRulesRepositoryContract,
  standingRepositoryContract,
  testContract,
} from '@serverless-ws/chat-domain/testing';
import { DynamoAuditLog, DynamoRoomRulesRepository, DynamoStandingRepository } from '../src/index.js';
import type { ChatTable } from '../src/index.js';
import { get } from '../src/table/chat-table.js';
import { auditPartition, standingKey } from '../src/table/keys.js';
import { queryPage } from '../src/table/query-page.js';
import type { Engine } from './engine.js';
import { ENGINES } from './engine.js';
import { freshTable } from './fresh-table.js';

// A bound on hanging, not on speed: some cases make hundreds of calls, and the machine may be busy.
jest.setTimeout(120_000);

const DAY = 86_400;

const STORED = ['id', 'at', 'action', 'room', 'userId', 'seq', 'until', 'interval'];

/** The records of a day, put together again from how they are stored. */
async function recordsOf(table: ChatTable, at: number): Promise<readonly AuditRecord[]> {
  const { items } = await queryPage(table, { partition: auditPartition(at) });
  return items.map((item) => {
    const fields = Object.fromEntries(STORED.flatMap((name) => (name in item ? [[name, item[name]]] : [])));
    const actor = { id: item['actorId'], name: item['actorName'] };
    return JSON.parse(JSON.stringify({ ...fields, actor, expiresAt: item['x'] }));
  });
}

for (const kind of ENGINES) {
  const title = kind.missing === undefined ? kind.name : `${kind.name} (not run: ${kind.missing})`;
  const describeEngine = kind.missing === undefined ? describe : describe.skip;

  describeEngine(`on ${title}`, () => {
    let engine: Engine;
    beforeAll(async () => {
      engine = await kind.start();
    });
    afterAll(() => engine?.stop());

    const open = async () => {
      const { close, ...table } = await freshTable(engine.endpoint);
      // From now on, so that an engine with a TTL of its own deletes nothing meanwhile.
      const clock = new ManualClock(Date.now());
      return { close, table, clock, repository: new DynamoStandingRepository({ ...table, clock }) };
    };

    describe('DynamoStandingRepository', () => {
      testContract(it, standingRepositoryContract, open);

      it('notes an attempt for one write unit, also where forty are kept', async () => {
        const { table, repository, clock, close } = await open();
        for (let count = 0; count < 45; count += 1) {
          await repository.note({ userId: 'ada', room: 'tea', at: clock.now(), keep: 40, slowMode: 0 });
        }
        const { ConsumedCapacity } = await table.client.send(
          new UpdateCommand({
            TableName: table.table,
            Key: standingKey('ada'),
            UpdateExpression: 'SET m = :zero',
            ExpressionAttributeValues: { ':zero': 0 },
            ReturnConsumedCapacity: 'TOTAL',
          }),
        );
        expect(ConsumedCapacity?.CapacityUnits).toBe(1);
        await close();
      });

      it('lets DynamoDB delete a standing two days after it was made, never before a sanction has ended', async () => {
        const { table, repository, clock, close } = await open();
        const now = Math.ceil(clock.now() / 1_000);
        const note = () =>
          repository.note({ userId: 'ada', room: 'tea', at: clock.now(), keep: 3, slowMode: 0 });
        const end = async () => (await get(table, standingKey('ada')))?.['ttl'];
        await note();
        expect(await end()).toBe(now + 2 * DAY);
        await repository.sanction('ada', { bannedUntil: clock.now() + 900 * DAY * 1_000 });
        await repository.sanction('ada', { mutedUntil: clock.now() + DAY * 1_000 });
        await note();
        expect(await end()).toBe(now + 902 * DAY);
        await close();
      });
    });

    describe('DynamoRoomRulesRepository', () => {
      testContract(it, roomRulesRepositoryContract, async () => {
        const { table, clock, close } = await open();
        return { close, clock, repository: new DynamoRoomRulesRepository({ ...table, clock }) };
      });
    });

    describe('DynamoAuditLog', () => {
      testContract(it, auditLogContract, async () => {
        const { table, clock, close } = await open();
        return { close, clock, log: new DynamoAuditLog(table), records: () => recordsOf(table, clock.now()) };
      });
    });
  });
}
