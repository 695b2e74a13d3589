import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inMemoryStores, ManualClock } from '@serverless-ws/chat-domain/in-memory';
import { ChatSimulation } from './chat-simulation.js';
import { RETENTION_BUGS, type InjectBug } from './injected-bugs.js';
import { comeToRest } from './invariants.js';
import { RETENTION_OPERATIONS } from './operations.js';

function simulate(bug?: InjectBug): ChatSimulation {
  const clock = new ManualClock();
  const { connections, heads, messages } = inMemoryStores(clock);
  return new ChatSimulation({
    clock,
    connections,
    heads,
    messages,
    deleteExpired: async () => {
      for (const store of [heads, messages]) store.deleteExpired(clock.now());
    },
    ...(bug && { inject: bug() }),
  });
}

const commands = fc.commands(
  RETENTION_OPERATIONS.map(({ name, run }) =>
    fc.tuple(fc.nat(11), fc.nat(11)).map(([first, second]) => ({
      check: () => true,
      run: (_model: object, simulation: ChatSimulation) => run(simulation, first, second),
      toString: () => `${name}(${first}, ${second})`,
    })),
  ),
  { size: 'max', maxCommands: 120 },
);

const invariantsHold = (bug?: InjectBug) =>
  fc.asyncProperty(commands, async (run) => {
    const simulation = simulate(bug);
    await fc.asyncModelRun(() => ({ model: {}, real: simulation }), run);
    await comeToRest(simulation);
  });

const chance = Number(process.env['SIMULATION_SEED'] ?? 20_261_129);
/** Runs of a seed: more by night, where runs begin elsewhere each time. */
const RUNS = process.env['SIMULATION_SEED'] === undefined ? 60 : 250;

describe('a room whose retention is changed at any moment', () => {
  it.each([1, 4_711, chance])(
    'loses nothing, shows nothing after its time, holds no gap for ever (seed %d)',
    async (seed) => {
      await fc.assert(invariantsHold(), { seed, numRuns: RUNS });
    },
  );

  it.each([
    ['whose readers do not know of it', 'retention-for-writers-only', /shown after its time|the log has/],
    [
      'that forgets a shorter one as soon as it is longer',
      'shorter-retention-forgotten',
      /shown after its time/,
    ],
  ] as const)('is told from one %s', async (_, bug, broken) => {
    const property = invariantsHold(RETENTION_BUGS[bug]);
    const found = await fc.check(property, { seed: 1, numRuns: 500, endOnFailure: true });
    expect(String(found.errorInstance)).toMatch(broken);
  });
});
