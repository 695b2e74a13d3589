import { afterAll, beforeAll, describe, it } from '@jest/globals';
import {
  comeToPresence,
  expectNoFlicker,
  PRESENCE_OPERATIONS,
  PresenceSimulation,
  randomOf,
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
  PRESENCE_OPERATIONS.map(({ name, run }) =>
    fc.tuple(fc.nat(11), fc.nat(11)).map(([first, second]) => ({
      check: () => true,
      run: (_model: object, simulation: PresenceSimulation) => run(simulation, first, second),
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

  const simulate = async (run: (simulation: PresenceSimulation) => Promise<void>) => {
    const { close, ...table } = await minimalTable(engine.endpoint);
    const clock = new ManualClock(Date.now());
    const chat = { ...table, clock };
    const moderation = {
      moderationStates: new DynamoModerationStateRepository(chat),
      rules: new DynamoRoomRulesRepository(chat),
      audit: new DynamoAuditLog(table),
    };
    const connections = new DynamoConnectionRepository(chat);
    const heads = new DynamoRoomHeadRepository(chat);
    const messages = new DynamoMessageRepository(chat);
    try {
      await run(new PresenceSimulation({ clock, connections, heads, messages, moderation }));
    } finally {
      await close();
    }
  };

  it.each([1, Number(process.env['SIMULATION_SEED'] ?? 20_261_129)])(
    'a room lists and shows those who are there, whatever happens between two steps (seed %d)',
    async (seed) => {
      const invariantsHold = fc.asyncProperty(commands, (run) =>
        simulate(async (simulation) => {
          await fc.asyncModelRun(() => ({ model: {}, real: simulation }), run);
          await comeToPresence(simulation);
        }),
      );
      await fc.assert(invariantsHold, { seed, numRuns: 6 });
    },
  );

  it.each(['planned', 'dropped'] as const)('users who reconnect do not flicker: %s', async (how) => {
    await simulate((simulation) => expectNoFlicker(simulation, { times: 30, how, random: randomOf(1) }));
  });
});
