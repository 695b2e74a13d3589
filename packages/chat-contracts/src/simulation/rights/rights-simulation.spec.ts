import { describe, expect, it } from '@jest/globals';
import { inMemoryStores, ManualClock } from '@serverless-ws/chat-domain/in-memory';
import fc from 'fast-check';
import {
  comeToRights,
  RIGHTS_BUGS,
  RIGHTS_OPERATIONS,
  rightsContract,
  RightsSimulation,
  testContract,
} from '../../index.js';
import type { InjectRightsBug } from './rights-bugs.js';

const commands = fc.commands(
  RIGHTS_OPERATIONS.map(({ name, run }) =>
    fc.tuple(fc.nat(11), fc.nat(11)).map(([first, second]) => ({
      check: () => true,
      run: (_model: object, simulation: RightsSimulation) => run(simulation, first, second),
      toString: () => `${name}(${first}, ${second})`,
    })),
  ),
  { size: 'max', maxCommands: 60 },
);

const invariantsHold = (bug?: InjectRightsBug) =>
  fc.asyncProperty(commands, async (run) => {
    const clock = new ManualClock();
    const simulation = new RightsSimulation({
      clock,
      ...inMemoryStores(clock),
      ...(bug && { inject: bug() }),
    });
    await fc.asyncModelRun(() => ({ model: {}, real: simulation }), run);
    await comeToRights(simulation);
  });

const chance = Number(process.env['SIMULATION_SEED'] ?? 20_261_129);

describe('a private room in which anything may happen between any two steps', () => {
  it.each([1, 2_026, 4_711, chance])('delivers to those alone who may read (seed %d)', async (seed) => {
    await fc.assert(invariantsHold(), { seed, numRuns: 60 });
  });
});

describe('the property', () => {
  it.each([
    ['no-check-at-post', /posted past the end/],
    ['no-fresh-guests', /posted too late/],
    ['in-force-at-once', /may not read/],
    ['no-second-read', /may not read/],
    ['unconditional-end', /may not read/],
    ['no-shortening', /may not read/],
  ] as const)('finds the bug: %s', async (name, broken) => {
    const result = await fc.check(invariantsHold(RIGHTS_BUGS[name]), {
      seed: 1,
      numRuns: 500,
      endOnFailure: true,
    });
    expect(String(result.errorInstance)).toMatch(broken);
  });
});

describe('in memory,', () => {
  testContract(it, rightsContract, () => {
    const clock = new ManualClock();
    const { moderation, ...stores } = inMemoryStores(clock);
    return { clock, ...stores, ...moderation };
  });
});
