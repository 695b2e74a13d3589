import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  BATCH_OPERATIONS,
  ChatSimulation,
  comeToRest,
  OPERATIONS,
  type Operation,
} from '@serverless-ws/chat-contracts';
import { ManualClock } from '@serverless-ws/chat-domain/in-memory';
import fc from 'fast-check';
import {
  DynamoConnectionRepository,
  DynamoMessageRepository,
  DynamoShardCursorRepository,
} from '../src/index.js';
import type { Engine } from './engine.js';
import { startQuickEngine } from './engine.js';
import { deleteExpired } from './delete-expired.js';
import { minimalTable } from './fresh-table.js';

const commandsOf = (operations: readonly Operation[]) =>
  fc.commands(
    operations.map(({ name, run }) =>
      fc.tuple(fc.nat(11), fc.nat(11)).map(([first, second]) => ({
        check: () => true,
        run: (_model: object, simulation: ChatSimulation) => run(simulation, first, second),
        toString: () => `${name}(${first}, ${second})`,
      })),
    ),
    { size: 'max', maxCommands: 60 },
  );

describe('a chat on DynamoDB in which anything may happen between any two steps', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startQuickEngine();
  });
  afterAll(() => engine?.stop());

  const invariantsHold = (batches: boolean) =>
    fc.asyncProperty(commandsOf(batches ? BATCH_OPERATIONS : OPERATIONS), async (run) => {
      const fresh = await minimalTable(engine.endpoint);
      const { close, ...table } = fresh;
      try {
        const clock = new ManualClock(Date.now());
        const simulation = new ChatSimulation({
          clock,
          connections: new DynamoConnectionRepository({ ...table, clock }),
          messages: new DynamoMessageRepository({ ...table, clock }),
          ...(batches && { cursors: new DynamoShardCursorRepository(table) }),
          deleteExpired: () => deleteExpired(fresh, clock.now()),
        });
        await fc.asyncModelRun(() => ({ model: {}, real: simulation }), run);
        await comeToRest(simulation);
        for (const client of simulation.clients) expect(client.unacked.size).toBe(0);
      } finally {
        await close();
      }
    });
  const chance = Number(process.env['SIMULATION_SEED'] ?? 20_261_129);

  it.each([1, chance])('loses nothing and duplicates nothing (seed %d)', async (seed) => {
    await fc.assert(invariantsHold(false), { seed, numRuns: 15 });
  });

  it.each([1, chance])('loses nothing either where busy rooms are batched (seed %d)', async (seed) => {
    await fc.assert(invariantsHold(true), { seed, numRuns: 10 });
  });
});
