import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  BATCH_BUGS,
  BATCH_OPERATIONS,
  ChatSimulation,
  comeToRest,
  INJECTED_BUGS,
  OPERATIONS,
  type Operation,
} from '../index.js';
import {
  inMemoryStores,
  InMemoryShardCursorRepository,
  ManualClock,
} from '@serverless-ws/chat-domain/in-memory';
import type { InjectBug } from './injected-bugs.js';

function simulate(bug?: InjectBug, batches = false): ChatSimulation {
  const clock = new ManualClock();
  const { connections, heads, messages } = inMemoryStores(clock);
  return new ChatSimulation({
    clock,
    connections,
    heads,
    messages,
    ...(batches && { cursors: new InMemoryShardCursorRepository() }),
    deleteExpired: async () => {
      for (const store of [heads, messages]) store.deleteExpired(clock.now());
    },
    ...(bug && { inject: bug() }),
  });
}

const commandsOf = (operations: readonly Operation[]) =>
  fc.commands(
    operations.map(({ name, run }) =>
      fc.tuple(fc.nat(11), fc.nat(11)).map(([first, second]) => ({
        check: () => true,
        run: (_model: object, simulation: ChatSimulation) => run(simulation, first, second),
        toString: () => `${name}(${first}, ${second})`,
      })),
    ),
    { size: 'max', maxCommands: 120 },
  );

/** Whatever happens, in whatever order, the invariants hold once everything has come to rest. */
const invariantsHold = (bug?: InjectBug, batches = false) =>
  fc.asyncProperty(commandsOf(batches ? BATCH_OPERATIONS : OPERATIONS), async (run) => {
    const simulation = simulate(bug, batches);
    await fc.asyncModelRun(() => ({ model: {}, real: simulation }), run);
    await comeToRest(simulation);
  });

const chance = Number(process.env['SIMULATION_SEED'] ?? 20_261_129);
/** Runs of a seed: more by night, where runs begin elsewhere each time. */
const RUNS = process.env['SIMULATION_SEED'] === undefined ? 60 : 250;
const SEEDS = [1, 2_026, 4_711, 928_431_564, 963_122_249, 964_217_157, chance];

async function finding(bug: InjectBug, batches = false): Promise<string> {
  const found = await fc.check(invariantsHold(bug, batches), { seed: 1, numRuns: 500, endOnFailure: true });
  return String(found.errorInstance);
}

describe('a chat in which anything may happen between any two steps', () => {
  it.each(SEEDS)('loses nothing and stores nothing twice (seed %d)', async (seed) => {
    await fc.assert(invariantsHold(), { seed, numRuns: RUNS });
  });

  it.each([1, 2_026, chance])('loses nothing either where busy rooms are batched (seed %d)', async (seed) => {
    await fc.assert(invariantsHold(undefined, true), { seed, numRuns: RUNS });
  });
});

describe('the property', () => {
  const bugs = [
    ['no-idempotency-record', /doubled/],
    ['no-filler', /doubled|the log has|left empty|never done/],
    ['drop-post', /not pushed/],
    ['no-refan-out', /not pushed/],
    ['stale-read', /not pushed/],
  ] as const;

  it.each(bugs)('finds the bug: %s', async (name, broken) => {
    expect(await finding(INJECTED_BUGS[name])).toMatch(broken);
  });

  it.each(bugs)('finds the bug where busy rooms are batched: %s', async (name, broken) => {
    expect(await finding(INJECTED_BUGS[name], true)).toMatch(broken);
  });

  it.each(['drop-notification', 'cursor-ahead', 'marked-not-pushed'] as const)(
    'finds the bug of batches: %s',
    async (name) => {
      expect(await finding(BATCH_BUGS[name], true)).toMatch(/not pushed/);
    },
  );
});
