import { describe, expect, it } from '@jest/globals';
import { inMemoryStores, ManualClock } from '@serverless-ws/chat-domain/in-memory';
import fc from 'fast-check';
import { comeToResults, PUBLISH_BUGS, PUBLISH_OPERATIONS, PublishSimulation } from '../../index.js';
import type { InjectPublishBug } from './publish-bugs.js';

const commands = fc.commands(
  PUBLISH_OPERATIONS.map(({ name, run }) =>
    fc.tuple(fc.nat(13), fc.nat(13)).map(([first, second]) => ({
      check: () => true,
      run: (_model: object, simulation: PublishSimulation) => run(simulation, first, second),
      toString: () => `${name}(${first}, ${second})`,
    })),
  ),
  { size: 'max', maxCommands: 30 },
);

const resultsHold = (bug?: InjectPublishBug) =>
  fc.asyncProperty(commands, async (run) => {
    const clock = new ManualClock();
    const simulation = new PublishSimulation({
      clock,
      ...inMemoryStores(clock),
      ...(bug && { inject: bug() }),
    });
    await fc.asyncModelRun(() => ({ model: {}, real: simulation }), run);
    await comeToResults(simulation);
  });

const chance = Number(process.env['SIMULATION_SEED'] ?? 20_261_129);

describe('messages of a backend, under a review, whatever happens between any two steps,', () => {
  it.each([1, chance])(
    'are stored once or never, as the first verdict says, and have one result each (seed %d)',
    async (seed) => {
      await fc.assert(resultsHold(), { seed, numRuns: 20 });
    },
  );
});

describe('the property', () => {
  it.each([
    ['no-record', /doubled|not recorded/],
    ['shared-ids', /doubled|rejected, and shown|two results|wrong result/],
    ['rejection-forgotten', /two results/],
    ['replacement-forgotten', /not as reviewed/],
    ['own-verdict', /not as reviewed/],
    ['passes-unreviewed', /not reviewed/],
  ] as const)('finds the bug: %s', async (name, broken) => {
    const result = await fc.check(resultsHold(PUBLISH_BUGS[name]), {
      seed: 1,
      numRuns: 200,
      endOnFailure: true,
    });
    expect(String(result.errorInstance)).toMatch(broken);
  });
});
