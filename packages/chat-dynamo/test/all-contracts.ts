import { describe, it } from '@jest/globals';
import {
  ManualClock,
  connectionRepositoryContract,
  messageRepositoryContract,
  shardCursorRepositoryContract,
  testContract,
} from '@serverless-ws/chat-domain/testing';
import {
  DynamoConnectionRepository,
  DynamoMessageRepository,
  DynamoShardCursorRepository,
} from '../src/index.js';
import { freshTable } from './fresh-table.js';

/** Registers the contracts of all ports that this package keeps, a fresh table for each case. */
export function testAllContracts(endpoint: () => string): void {
  const open = async () => {
    const { close, ...table } = await freshTable(endpoint());
    // From now on, so that an engine with a TTL of its own deletes nothing meanwhile.
    return { close, table, clock: new ManualClock(Date.now()) };
  };

  describe('DynamoConnectionRepository', () => {
    testContract(it, connectionRepositoryContract, async () => {
      const { close, table, clock } = await open();
      return { close, clock, repository: new DynamoConnectionRepository({ ...table, clock }) };
    });
  });

  describe('DynamoMessageRepository', () => {
    testContract(it, messageRepositoryContract, async () => {
      const { close, table, clock } = await open();
      return { close, clock, repository: new DynamoMessageRepository({ ...table, clock }) };
    });
  });

  describe('DynamoShardCursorRepository', () => {
    testContract(it, shardCursorRepositoryContract, async () => {
      const { close, table } = await open();
      return { close, repository: new DynamoShardCursorRepository(table) };
    });
  });
}
