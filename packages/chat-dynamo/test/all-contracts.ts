import { describe, it } from '@jest/globals';
import {
  auditLogContract,
  blockRepositoryContract,
  connectionRepositoryContract,
  messageRepositoryContract,
  reportedMessagesContract,
  roomHeadRepositoryContract,
  roomRulesRepositoryContract,
  shardCursorRepositoryContract,
  moderationStateRepositoryContract,
  userDataRepositoryContract,
  userRoomRepositoryContract,
  testContract,
  type Closable,
  type Contract,
} from '@serverless-ws/chat-contracts';
import { ManualClock } from '@serverless-ws/chat-domain/in-memory';
import type { AuditRecord } from '@serverless-ws/chat-domain';
import {
  DynamoAuditLog,
  DynamoBlockRepository,
  DynamoConnectionRepository,
  DynamoMessageRepository,
  DynamoReportedMessages,
  DynamoRoomHeadRepository,
  DynamoRoomRulesRepository,
  DynamoShardCursorRepository,
  DynamoModerationStateRepository,
  DynamoUserDataRepository,
  DynamoUserRoomRepository,
} from '../src/index.js';
import type { ChatTable, TableClient } from '../src/index.js';
import { expiry } from '../src/table/item.js';
import { auditPartition, entryKey } from '../src/table/keys.js';
import { queryPage } from '../src/table/query-page.js';
import { deleteExpired } from './delete-expired.js';
import { freshTable } from './fresh-table.js';

/** The limit is for hangs, not for speed, and a little under that of the runner. */
function testStore<H extends Closable>(contract: Contract<H>, open: () => Promise<H>): void {
  testContract(it, contract, open, { timeout: 290_000 });
}

/** Registers the contracts of all ports here, with a fresh table for each case, by another client if one is given. */
export function testAllContracts(endpoint: () => string, other?: () => TableClient): void {
  const open = async () => {
    const { close, ...fresh } = await freshTable(endpoint());
    const table = { ...fresh, client: other?.() ?? fresh.client };
    // From now on, so that an engine with a TTL of its own deletes nothing meanwhile.
    const clock = new ManualClock(Date.now());
    return { close, table, clock, deleteExpired: (now: number) => deleteExpired({ ...fresh, close }, now) };
  };

  describe('DynamoConnectionRepository', () => {
    testStore(connectionRepositoryContract, async () => {
      const { close, table, clock } = await open();
      return { close, clock, repository: new DynamoConnectionRepository({ ...table, clock }) };
    });
  });

  describe('DynamoRoomHeadRepository', () => {
    testStore(roomHeadRepositoryContract, async () => {
      const { close, table, clock, deleteExpired } = await open();
      const repository = new DynamoRoomHeadRepository({ ...table, clock });
      return { close, clock, repository, deleteExpired: () => deleteExpired(clock.now()) };
    });
  });

  describe('DynamoMessageRepository', () => {
    testStore(messageRepositoryContract, async () => {
      const { close, table, clock } = await open();
      const repository = new DynamoMessageRepository({ ...table, clock });
      const storeUnknown = async (room: string, seq: number, t: number, x: number): Promise<void> => {
        const item = {
          ...entryKey(room, seq),
          k: '?',
          q: seq,
          t,
          ...expiry(x),
          b: { poll: ['tea', 'coffee'] },
        };
        await table.client.call('PutItem', { TableName: table.table, Item: item });
      };
      return { close, clock, repository, storeUnknown };
    });
  });

  describe('DynamoBlockRepository', () => {
    testStore(blockRepositoryContract, async () => {
      const { close, table } = await open();
      return { close, repository: new DynamoBlockRepository(table) };
    });
  });

  describe('DynamoShardCursorRepository', () => {
    testStore(shardCursorRepositoryContract, async () => {
      const { close, table, deleteExpired } = await open();
      return { close, deleteExpired, repository: new DynamoShardCursorRepository(table) };
    });
  });

  describe('DynamoModerationStateRepository', () => {
    testStore(moderationStateRepositoryContract, async () => {
      const { close, table, clock } = await open();
      return { close, clock, repository: new DynamoModerationStateRepository({ ...table, clock }) };
    });
  });

  describe('DynamoReportedMessages', () => {
    testStore(reportedMessagesContract, async () => {
      const { close, table, clock } = await open();
      return { close, clock, reported: new DynamoReportedMessages({ ...table, clock }) };
    });
  });

  describe('DynamoRoomRulesRepository', () => {
    testStore(roomRulesRepositoryContract, async () => {
      const { close, table, clock } = await open();
      return { close, clock, repository: new DynamoRoomRulesRepository({ ...table, clock }) };
    });
  });

  describe('DynamoUserRoomRepository', () => {
    testStore(userRoomRepositoryContract, async () => {
      const { close, table, clock } = await open();
      return { close, clock, repository: new DynamoUserRoomRepository({ ...table, clock }) };
    });
  });

  describe('DynamoUserDataRepository', () => {
    testStore(userDataRepositoryContract, async () => {
      const { close, table, clock } = await open();
      const stores = {
        messages: new DynamoMessageRepository({ ...table, clock }),
        rules: new DynamoRoomRulesRepository({ ...table, clock }),
      };
      return { close, clock, ...stores, userData: new DynamoUserDataRepository({ ...table, clock }) };
    });
  });

  describe('DynamoAuditLog', () => {
    testStore(auditLogContract, async () => {
      const { close, table, clock } = await open();
      return { close, clock, log: new DynamoAuditLog(table), records: () => recordsOf(table, clock.now()) };
    });
  });
}

const STORED = ['id', 'at', 'action', 'room', 'userId', 'seq', 'messageId', 'reason', 'until', 'interval'];

/** The records of a day, parsed from their stored form. */
async function recordsOf(table: ChatTable, at: number): Promise<readonly AuditRecord[]> {
  const { items } = await queryPage(table, { partition: auditPartition(at) });
  return items.map((item) => {
    const fields = Object.fromEntries(STORED.flatMap((name) => (name in item ? [[name, item[name]]] : [])));
    const actor = { id: item['actorId'], name: item['actorName'] };
    return JSON.parse(JSON.stringify({ ...fields, actor, expiresAt: item['x'] }));
  });
}
