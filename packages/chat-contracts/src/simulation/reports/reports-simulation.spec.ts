import { describe, expect, it } from '@jest/globals';
import { inMemoryStores, ManualClock } from '@serverless-ws/chat-domain/in-memory';
import fc from 'fast-check';
import { comeToJudgement, REPORTS_BUGS, REPORTS_OPERATIONS, ReportsSimulation } from '../../index.js';
import type { InjectReportsBug } from './reports-bugs.js';

const commands = fc.commands(
  REPORTS_OPERATIONS.map(({ name, run }) =>
    fc.tuple(fc.nat(11), fc.nat(11)).map(([first, second]) => ({
      check: () => true,
      run: (_model: object, simulation: ReportsSimulation) => run(simulation, first, second),
      toString: () => `${name}(${first}, ${second})`,
    })),
  ),
  { size: 'max', maxCommands: 40 },
);

const reportsHold = (bug?: InjectReportsBug) =>
  fc.asyncProperty(commands, async (run) => {
    const clock = new ManualClock();
    const { moderation, ...stores } = inMemoryStores(clock);
    const { reported, audit } = moderation;
    const inject = bug?.();
    const simulation = new ReportsSimulation({
      clock,
      ...stores,
      reported,
      audit,
      ...(inject && { inject }),
    });
    await fc.asyncModelRun(() => ({ model: {}, real: simulation }), run);
    await comeToJudgement(simulation);
  });

const chance = Number(process.env['SIMULATION_SEED'] ?? 20_261_129);

describe('direct messages that are reported, whatever happens between any two steps,', () => {
  it.each([1, chance])(
    'are deleted by moderators, and no others by any one, for as long as they are kept (seed %d)',
    async (seed) => {
      await fc.assert(reportsHold(), { seed, numRuns: 40 });
    },
  );
});

describe('the property', () => {
  it.each([
    ['not-recorded', /report lost/],
    ['recorded-late', /report lost/],
    ['all-found', /not reported, and deleted/],
    ['for-ever', /outlives its message/],
    ['no-tombstone', /not deleted/],
  ] as const)('finds the bug: %s', async (name, broken) => {
    const result = await fc.check(reportsHold(REPORTS_BUGS[name]), {
      seed: 1,
      numRuns: 300,
      endOnFailure: true,
    });
    expect(String(result.errorInstance)).toMatch(broken);
  });
});
