import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ChatSimulation, comeToRest, OPERATIONS, INJECTED_BUGS } from '../index.js';
import {
  InMemoryConnectionRepository,
  InMemoryMessageRepository,
  ManualClock,
} from '@serverless-ws/chat-domain/in-memory';
import type { InjectBug } from './injected-bugs.js';

function simulate(bug?: InjectBug): ChatSimulation {
  const clock = new ManualClock();
  const messages = new InMemoryMessageRepository(clock);
  return new ChatSimulation({
    clock,
    connections: new InMemoryConnectionRepository(clock),
    messages,
    deleteExpired: async () => messages.deleteExpired(clock.now()),
    ...(bug && { inject: bug() }),
  });
}

const commands = fc.commands(
  OPERATIONS.map(({ name, run }) =>
    fc.tuple(fc.nat(11), fc.nat(11)).map(([first, second]) => ({
      check: () => true,
      run: (_model: object, simulation: ChatSimulation) => run(simulation, first, second),
      toString: () => `${name}(${first}, ${second})`,
    })),
  ),
  { size: 'max', maxCommands: 120 },
);

/** Whatever happens, in whatever order, the invariants hold once everything has come to rest. */
const invariantsHold = (bug?: InjectBug) =>
  fc.asyncProperty(commands, async (run) => {
    const simulation = simulate(bug);
    await fc.asyncModelRun(() => ({ model: {}, real: simulation }), run);
    await comeToRest(simulation);
  });

const chance = Date.now() % 1_000_000_000;

describe('a chat in which anything may happen between any two steps', () => {
  it.each([1, 2_026, 4_711, 928_431_564, chance])(
    'loses nothing and stores nothing twice (seed %d)',
    async (seed) => {
      await fc.assert(invariantsHold(), { seed, numRuns: 100 });
    },
  );
});

describe('the property', () => {
  it.each([
    ['no-idempotency-record', /doubled/],
    ['no-filler', /doubled|the log has|left empty/],
    ['drop-post', /not pushed/],
    ['no-refan-out', /not pushed/],
    ['stale-read', /not pushed/],
  ] as const)('finds the bug: %s', async (name, broken) => {
    const result = await fc.check(invariantsHold(INJECTED_BUGS[name]), {
      seed: 1,
      numRuns: 500,
      endOnFailure: true,
    });
    expect(String(result.errorInstance)).toMatch(broken);
  });
});
