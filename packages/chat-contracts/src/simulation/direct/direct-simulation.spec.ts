import { describe, expect, it } from '@jest/globals';
import { inMemoryStores, ManualClock } from '@serverless-ws/chat-domain/in-memory';
import fc from 'fast-check';
import { comeToDirect, DIRECT_BUGS, DIRECT_OPERATIONS, DirectSimulation } from '../../index.js';
import type { InjectDirectBug } from './direct-bugs.js';

const commands = fc.commands(
  DIRECT_OPERATIONS.map(({ name, run }) =>
    fc.tuple(fc.nat(13), fc.nat(13)).map(([first, second]) => ({
      check: () => true,
      run: (_model: object, simulation: DirectSimulation) => run(simulation, first, second),
      toString: () => `${name}(${first}, ${second})`,
    })),
  ),
  { size: 'max', maxCommands: 60 },
);

const invariantsHold = (bug?: InjectDirectBug) =>
  fc.asyncProperty(commands, async (run) => {
    const clock = new ManualClock();
    const stores = inMemoryStores(clock);
    const simulation = new DirectSimulation({
      clock,
      ...stores,
      deleteExpired: async () => stores.messages.deleteExpired(clock.now()),
      ...(bug && { inject: bug() }),
    });
    await fc.asyncModelRun(() => ({ model: {}, real: simulation }), run);
    await comeToDirect(simulation);
  });

const chance = Number(process.env['SIMULATION_SEED'] ?? 20_261_129);

describe('direct messages, while anything may happen between any two steps,', () => {
  it.each([1, 2_026, 4_711, chance])(
    'reach both users and no third one, and are found by both (seed %d)',
    async (seed) => {
      await fc.assert(invariantsHold(), { seed, numRuns: 60 });
    },
  );
});

describe('the property', () => {
  it.each([
    ['listed-after-entry', /not listed/],
    ['noted-too-early', /not listed/],
    ['listed-once', /not listed/],
    ['no-check-at-post', /posted past the end/],
    ['stale-recipients', /not pushed/],
    ['one-user', /not pushed/],
    ['one-room', /a third person|not listed/],
    ['no-blocks', /blocked/],
  ] as const)('finds the bug: %s', async (name, broken) => {
    const result = await fc.check(invariantsHold(DIRECT_BUGS[name]), {
      seed: 1,
      numRuns: 500,
      endOnFailure: true,
    });
    expect(String(result.errorInstance)).toMatch(broken);
  });
});
