import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { CHANGES_OPERATIONS, ChangesSimulation, comeToAgree } from '@serverless-ws/chat-contracts';
import { ManualClock } from '@serverless-ws/chat-domain/in-memory';
import fc from 'fast-check';
import {
  DynamoConnectionRepository,
  DynamoMessageRepository,
  DynamoRoomHeadRepository,
  DynamoUserDataRepository,
} from '../src/index.js';
import { deleteExpired } from './delete-expired.js';
import type { Engine } from './engine.js';
import { startQuickEngine } from './engine.js';
import { minimalTable } from './fresh-table.js';

const commands = fc.commands(
  CHANGES_OPERATIONS.map(({ name, run }) =>
    fc.tuple(fc.nat(11), fc.nat(11)).map(([first, second]) => ({
      check: () => true,
      run: (_model: object, simulation: ChangesSimulation) => run(simulation, first, second),
      toString: () => `${name}(${first}, ${second})`,
    })),
  ),
  { size: 'max', maxCommands: 30 },
);

describe('on DynamoDB, messages that are edited, deleted and reacted to', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startQuickEngine();
  });
  afterAll(() => engine?.stop());

  it.each([1, Number(process.env['SIMULATION_SEED'] ?? 20_261_129)])(
    'end alike for all, and no deleted text is left in the table (seed %d)',
    async (seed) => {
      const allAgree = fc.asyncProperty(commands, async (run) => {
        const fresh = await minimalTable(engine.endpoint);
        const { close, sdk, ...table } = fresh;
        try {
          const clock = new ManualClock(Date.now());
          const simulation = new ChangesSimulation({
            clock,
            connections: new DynamoConnectionRepository({ ...table, clock }),
            heads: new DynamoRoomHeadRepository({ ...table, clock }),
            messages: new DynamoMessageRepository({ ...table, clock }),
            userData: new DynamoUserDataRepository({ ...table, clock }),
            deleteExpired: () => deleteExpired(fresh, clock.now()),
            dump: async () => JSON.stringify(await sdk.send(new ScanCommand({ TableName: table.table }))),
          });
          await fc.asyncModelRun(() => ({ model: {}, real: simulation }), run);
          await comeToAgree(simulation);
        } finally {
          await close();
        }
      });
      await fc.assert(allAgree, { seed, numRuns: 8 });
    },
  );
});
