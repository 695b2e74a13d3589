import { describe, expect, it } from '@jest/globals';
import {
  InMemoryUserDataRepository,
  inMemoryStores,
  ManualClock,
} from '@serverless-ws/chat-domain/in-memory';
import fc from 'fast-check';
import {
  CHANGES_BUGS,
  CHANGES_OPERATIONS,
  ChangesSimulation,
  comeToAgree,
  type InjectChangesBug,
} from '../../index.js';

function simulate(bug?: InjectChangesBug): ChangesSimulation {
  const clock = new ManualClock();
  const { connections, heads, messages, moderation } = inMemoryStores(clock);
  return new ChangesSimulation({
    clock,
    connections,
    heads,
    messages,
    userData: new InMemoryUserDataRepository({ messages, rules: moderation.rules }),
    deleteExpired: async () => {
      for (const store of [heads, messages]) store.deleteExpired(clock.now());
    },
    ...(bug && { inject: bug() }),
  });
}

const commands = fc.commands(
  CHANGES_OPERATIONS.map(({ name, run }) =>
    fc.tuple(fc.nat(11), fc.nat(11)).map(([first, second]) => ({
      check: () => true,
      run: (_model: object, simulation: ChangesSimulation) => run(simulation, first, second),
      toString: () => `${name}(${first}, ${second})`,
    })),
  ),
  { size: 'max', maxCommands: 50 },
);

/** Whatever happens, in whatever order, all agree once everything has come to rest. */
const allAgree = (bug?: InjectChangesBug) =>
  fc.asyncProperty(commands, async (run) => {
    const simulation = simulate(bug);
    await fc.asyncModelRun(() => ({ model: {}, real: simulation }), run);
    await comeToAgree(simulation);
  });

const chance = Number(process.env['SIMULATION_SEED'] ?? 20_261_129);

describe('messages that are edited, deleted and reacted to, whatever happens between two steps,', () => {
  it.each([1, 2_026, chance])('end alike for all, and none is lost or doubled (seed %d)', async (seed) => {
    await fc.assert(allAgree(), { seed, numRuns: 30 });
  });
});

describe('the property', () => {
  it.each([
    ['content-after-entry', /shows/],
    ['unconditional-edit', /show/],
    ['no-tombstone', /show|forgotten/],
    ['last-mark-holds', /pages alone show|shows/],
    ['noted-once', /pages alone show/],
    ['record-stays', /no record of \w+ names/],
  ] as const)('finds the bug: %s', async (name, broken) => {
    const result = await fc.check(allAgree(CHANGES_BUGS[name]), {
      seed: 2,
      numRuns: 500,
      endOnFailure: true,
    });
    expect(String(result.errorInstance)).toMatch(broken);
  });
});
