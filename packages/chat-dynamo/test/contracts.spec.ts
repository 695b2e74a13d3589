import { afterAll, beforeAll, describe, it, jest } from '@jest/globals';
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
import type { Engine } from './engine.js';
import { ENGINES } from './engine.js';
import { freshTable } from './fresh-table.js';

// A bound on hanging, not on speed: some cases make hundreds of calls, and the machine may be busy.
jest.setTimeout(120_000);

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
  });
}
