import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { comeToDirect, DIRECT_OPERATIONS, DirectSimulation } from '@serverless-ws/chat-contracts';
import { ManualClock } from '@serverless-ws/chat-domain/in-memory';
import fc from 'fast-check';
import {
  DynamoBlockRepository,
  DynamoConnectionRepository,
  DynamoMessageRepository,
  DynamoRoomHeadRepository,
  DynamoUserRoomRepository,
} from '../src/index.js';
import { deleteExpired } from './delete-expired.js';
import type { Engine } from './engine.js';
import { startQuickEngine } from './engine.js';
import { minimalTable } from './fresh-table.js';
import { startStaleProxy } from './stale-proxy.js';

const commands = fc.commands(
  DIRECT_OPERATIONS.map(({ name, run }) =>
    fc.tuple(fc.nat(13), fc.nat(13)).map(([first, second]) => ({
      check: () => true,
      run: (_model: object, simulation: DirectSimulation) => run(simulation, first, second),
      toString: () => `${name}(${first}, ${second})`,
    })),
  ),
  { size: 'max', maxCommands: 30 },
);

describe('on DynamoDB, where reads that are not consistent see an older state,', () => {
  let engine: Engine;
  let proxy: Engine;
  beforeAll(async () => {
    engine = await startQuickEngine();
    proxy = await startStaleProxy(engine);
  });
  afterAll(async () => {
    await proxy?.stop();
    await engine?.stop();
  });

  const open = async () => {
    const { close, ...table } = await minimalTable(proxy.endpoint);
    const clock = new ManualClock(Date.now());
    const chat = { ...table, clock };
    return {
      close,
      clock,
      connections: new DynamoConnectionRepository(chat),
      heads: new DynamoRoomHeadRepository(chat),
      messages: new DynamoMessageRepository(chat),
      userRooms: new DynamoUserRoomRepository(chat),
      blocks: new DynamoBlockRepository(table),
      deleteExpired: () => deleteExpired({ ...table, close }, clock.now()),
    };
  };

  it.each([1, Number(process.env['SIMULATION_SEED'] ?? 20_261_129)])(
    'direct messages reach both users and no third one, and are found by both (seed %d)',
    async (seed) => {
      const invariantsHold = fc.asyncProperty(commands, async (run) => {
        const { close, ...stores } = await open();
        try {
          const simulation = new DirectSimulation(stores);
          await fc.asyncModelRun(() => ({ model: {}, real: simulation }), run);
          await comeToDirect(simulation);
        } finally {
          await close();
        }
      });
      await fc.assert(invariantsHold, { seed, numRuns: 8 });
    },
  );
});
