import { describe, expect, it } from '@jest/globals';
import { inMemoryStores, ManualClock } from '@serverless-ws/chat-domain/in-memory';
import fc from 'fast-check';
import { comeToCount, UNREAD_BUGS, UNREAD_OPERATIONS, UnreadSimulation } from '../../index.js';
import type { InjectUnreadBug } from './unread-bugs.js';

const commands = fc.commands(
  UNREAD_OPERATIONS.map(({ name, run }) =>
    fc.tuple(fc.nat(11), fc.nat(11)).map(([first, second]) => ({
      check: () => true,
      run: async (_model: object, simulation: UnreadSimulation) => {
        await run(simulation, first, second);
        await simulation.lookAtMark();
      },
      toString: () => `${name}(${first}, ${second})`,
    })),
  ),
  { size: 'max', maxCommands: 60 },
);

const invariantsHold = (bug?: InjectUnreadBug) =>
  fc.asyncProperty(commands, async (run) => {
    const clock = new ManualClock();
    const simulation = new UnreadSimulation({
      clock,
      ...inMemoryStores(clock),
      ...(bug && { inject: bug() }),
    });
    await simulation.open();
    await fc.asyncModelRun(() => ({ model: {}, real: simulation }), run);
    await comeToCount(simulation);
  });

const chance = Number(process.env['SIMULATION_SEED'] ?? 20_261_129);

describe('a room in which anything may happen between any two steps', () => {
  it.each([1, 2_026, 4_711, chance])(
    'has counts of unread messages that are never too low, and exact at rest; marks never go back (seed %d)',
    async (seed) => {
      await fc.assert(invariantsHold(), { seed, numRuns: 100 });
    },
  );
});

describe('the property', () => {
  it.each([
    ['deletions-count', /counts what is no message|not exact/],
    ['no-notes', /not exact/],
    ['notes-before-filling', /too low|not exact/],
    ['marks-without-a-count', /too low|not exact/],
    ['last-mark-wins', /a mark went back/],
    ['any-epoch-is-later', /an epoch that it had left/],
  ] as const)('finds the bug: %s', async (name, broken) => {
    const result = await fc.check(invariantsHold(UNREAD_BUGS[name]), {
      seed: 1,
      numRuns: 1_000,
      endOnFailure: true,
    });
    expect(String(result.errorInstance)).toMatch(broken);
  });
});
