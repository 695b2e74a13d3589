import { describe, expect, it } from '@jest/globals';
import {
  InMemoryShardCursorRepository,
  inMemoryStores,
  ManualClock,
} from '@serverless-ws/chat-domain/in-memory';
import fc from 'fast-check';
import {
  EVENTS_BUGS,
  EVENTS_OPERATIONS,
  EventsSimulation,
  expectAllArrived,
  sayLast,
  type EventsBug,
} from '../../index.js';

function simulate(bug?: EventsBug): EventsSimulation {
  const clock = new ManualClock();
  const { connections, heads, messages } = inMemoryStores(clock);
  const cursors = new InMemoryShardCursorRepository();
  return new EventsSimulation({
    ...{ clock, connections, heads, messages, cursors },
    deleteExpired: async () => {
      for (const store of [heads, messages, cursors]) store.deleteExpired(clock.now());
    },
    ...(bug && { inject: bug }),
  });
}

const commands = fc.commands(
  EVENTS_OPERATIONS.map(({ name, run }) =>
    fc.tuple(fc.nat(11), fc.nat(11)).map(([first, second]) => ({
      check: () => true,
      run: (_model: object, simulation: EventsSimulation) => run(simulation, first, second),
      toString: () => `${name}(${first}, ${second})`,
    })),
  ),
  { size: 'max', maxCommands: 50 },
);

/** Whatever happens, in whatever order, everything in the log arrives. */
const allArrive = (bug?: EventsBug) =>
  fc.asyncProperty(commands, fc.nat(11), fc.nat(1), async (run, steps, chance) => {
    const simulation = simulate(bug);
    await fc.asyncModelRun(() => ({ model: {}, real: simulation }), run);
    await sayLast(simulation, steps, chance);
    await expectAllArrived(simulation);
  });

const chance = Number(process.env['SIMULATION_SEED'] ?? 20_261_129);

describe('events of a chat, whatever happens between two steps,', () => {
  it.each([1, 2_026, chance])('all arrive, in the order of the log (seed %d)', async (seed) => {
    await fc.assert(allArrive(), { seed, numRuns: 30 });
  });
});

describe('the property', () => {
  it.each([
    ['cursor-ahead', /missing/],
    ['notified-after-append', /missing/],
    ['skips-what-is-in-flight', /missing|came after/],
    ['ends-with-its-epoch', /missing/],
    ['goes-on-where-the-sink-is-down', /missing/],
  ] as const)('finds the bug: %s', async (name, broken) => {
    const found = await fc.check(allArrive(EVENTS_BUGS[name]), { seed: 1, numRuns: 300, endOnFailure: true });
    expect(String(found.errorInstance)).toMatch(broken);
  });
});
