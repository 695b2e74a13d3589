import { afterAll, beforeAll, describe, it } from '@jest/globals';
import {
  comeToRights,
  RIGHTS_OPERATIONS,
  rightsContract,
  RightsSimulation,
  testContract,
} from '@serverless-ws/chat-contracts';
import { ManualClock } from '@serverless-ws/chat-domain/in-memory';
import fc from 'fast-check';
import {
  DynamoAuditLog,
  DynamoConnectionRepository,
  DynamoMessageRepository,
  DynamoRoomHeadRepository,
  DynamoModerationStateRepository,
  DynamoRoomRulesRepository,
} from '../src/index.js';
import type { Engine } from './engine.js';
import { startQuickEngine } from './engine.js';
import { minimalTable } from './fresh-table.js';

const commands = fc.commands(
  RIGHTS_OPERATIONS.map(({ name, run }) =>
    fc.tuple(fc.nat(11), fc.nat(11)).map(([first, second]) => ({
      check: () => true,
      run: (_model: object, simulation: RightsSimulation) => run(simulation, first, second),
      toString: () => `${name}(${first}, ${second})`,
    })),
  ),
  { size: 'max', maxCommands: 30 },
);

describe('on DynamoDB,', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startQuickEngine();
  });
  afterAll(() => engine?.stop());

  const open = async () => {
    const { close, ...table } = await minimalTable(engine.endpoint);
    const clock = new ManualClock(Date.now());
    const chat = { ...table, clock };
    return {
      close,
      clock,
      connections: new DynamoConnectionRepository(chat),
      heads: new DynamoRoomHeadRepository(chat),
      messages: new DynamoMessageRepository(chat),
      moderationStates: new DynamoModerationStateRepository(chat),
      rules: new DynamoRoomRulesRepository(chat),
      audit: new DynamoAuditLog(table),
    };
  };

  testContract(it, rightsContract, open, { timeout: 290_000 });

  it.each([1, Number(process.env['SIMULATION_SEED'] ?? 20_261_129)])(
    'a private room delivers to those alone who may read, whatever happens between two steps (seed %d)',
    async (seed) => {
      const invariantsHold = fc.asyncProperty(commands, async (run) => {
        const { close, clock, connections, heads, messages, ...moderation } = await open();
        try {
          const simulation = new RightsSimulation({ clock, connections, heads, messages, moderation });
          await fc.asyncModelRun(() => ({ model: {}, real: simulation }), run);
          await comeToRights(simulation);
        } finally {
          await close();
        }
      });
      await fc.assert(invariantsHold, { seed, numRuns: 8 });
    },
  );
});
