import { describe, expect, it } from '@jest/globals';
import { inMemoryStores, ManualClock } from '@serverless-ws/chat-domain/in-memory';
import fc from 'fast-check';
import { BUDGET_BUGS, BUDGET_OPERATIONS, BudgetSimulation } from '../../index.js';
import type { InjectBudgetBug } from './budget-bugs.js';

interface Real {
  readonly simulation: BudgetSimulation;
  readonly clock: ManualClock;
}

const commands = fc.commands(
  BUDGET_OPERATIONS.map(({ name, run }) =>
    fc.tuple(fc.nat(11), fc.nat(11)).map(([first, second]) => ({
      check: () => true,
      run: (_model: object, { simulation, clock }: Real) => run(simulation, clock, first, second),
      toString: () => `${name}(${first}, ${second})`,
    })),
  ),
  { size: 'max', maxCommands: 30 },
);

const invariantsHold = (bug?: InjectBudgetBug) =>
  fc.asyncProperty(fc.nat(), commands, async (seed, run) => {
    const clock = new ManualClock();
    const stores = { clock, ...inMemoryStores(clock), ...(bug && { inject: bug() }) };
    const simulation = new BudgetSimulation(stores, seed);
    await simulation.comeBack();
    await fc.asyncModelRun(() => ({ model: {}, real: { simulation, clock } }), run);
  });

describe('users beside one who floods', () => {
  it.each([1, 2_026, Number(process.env['SIMULATION_SEED'] ?? 20_261_129)])(
    'are never refused, and the flood costs no more than its budget (seed %d)',
    async (seed) => {
      await fc.assert(invariantsHold(), { seed, numRuns: 15, endOnFailure: true });
    },
  );
});

describe('the property', () => {
  it.each([
    ['frames-apart', /frames served/],
    ['attempts-forgotten', /messages served/],
    ['one-for-all', /refused/],
    ['written-twice', /counts written/],
  ] as const)('finds the bug: %s', async (name, broken) => {
    const result = await fc.check(invariantsHold(BUDGET_BUGS[name]), {
      seed: 1,
      numRuns: 200,
      endOnFailure: true,
    });
    expect(String(result.errorInstance)).toMatch(broken);
  });
});
