import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { comeToCount, UNREAD_OPERATIONS, UnreadSimulation } from '@serverless-ws/chat-contracts';
import { ManualClock } from '@serverless-ws/chat-domain/in-memory';
import fc from 'fast-check';
import { DynamoMessageRepository, DynamoRoomHeadRepository, DynamoUserRoomRepository } from '../src/index.js';
import type { Engine } from './engine.js';
import { startQuickEngine } from './engine.js';
import { minimalTable } from './fresh-table.js';

const commands = fc.commands(
  UNREAD_OPERATIONS.map(({ name, run }) =>
    fc.tuple(fc.nat(11), fc.nat(11)).map(([first, second]) => ({
      check: () => true,
      run: async (_model: object, simulation: UnreadSimulation) => {
        await run(simulation, first, second);
        await simulation.lookAtMark();
      },
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
      heads: new DynamoRoomHeadRepository(chat),
      messages: new DynamoMessageRepository(chat),
      userRooms: new DynamoUserRoomRepository(chat),
    };
  };

  it.each([1, Number(process.env['SIMULATION_SEED'] ?? 20_261_129)])(
    'counts of unread messages are never too low, and exact at rest; marks never go back (seed %d)',
    async (seed) => {
      const invariantsHold = fc.asyncProperty(commands, async (run) => {
        const { close, ...stores } = await open();
        try {
          const simulation = new UnreadSimulation(stores);
          await simulation.open();
          await fc.asyncModelRun(() => ({ model: {}, real: simulation }), run);
          await comeToCount(simulation);
        } finally {
          await close();
        }
      });
      await fc.assert(invariantsHold, { seed, numRuns: 8 });
    },
  );
});
