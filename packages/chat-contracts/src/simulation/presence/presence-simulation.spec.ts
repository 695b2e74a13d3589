import { describe, expect, it } from '@jest/globals';
import { inMemoryStores, ManualClock } from '@serverless-ws/chat-domain/in-memory';
import fc from 'fast-check';
import {
  comeToPresence,
  expectNoFlicker,
  PRESENCE_BUGS,
  PRESENCE_OPERATIONS,
  PresenceSimulation,
  randomOf,
  type InjectPresenceBug,
} from '../../index.js';

function open(bug?: InjectPresenceBug): PresenceSimulation {
  const clock = new ManualClock();
  return new PresenceSimulation({ clock, ...inMemoryStores(clock), ...(bug && { inject: bug() }) });
}

const commands = fc.commands(
  PRESENCE_OPERATIONS.map(({ name, run }) =>
    fc.tuple(fc.nat(11), fc.nat(11)).map(([first, second]) => ({
      check: () => true,
      run: (_model: object, simulation: PresenceSimulation) => run(simulation, first, second),
      toString: () => `${name}(${first}, ${second})`,
    })),
  ),
  { size: 'max', maxCommands: 60 },
);

const invariantsHold = (bug?: InjectPresenceBug) =>
  fc.asyncProperty(commands, async (run) => {
    const simulation = open(bug);
    await fc.asyncModelRun(() => ({ model: {}, real: simulation }), run);
    await comeToPresence(simulation);
  });

const chance = Number(process.env['SIMULATION_SEED'] ?? 20_261_129);
/** Runs of a seed: more by night, where runs begin elsewhere each time. */
const RUNS = process.env['SIMULATION_SEED'] === undefined ? 40 : 150;

describe('a room in which anything may happen between any two steps', () => {
  it.each([1, 2_026, 4_711, chance])('lists and shows those who are there (seed %d)', async (seed) => {
    await fc.assert(invariantsHold(), { seed, numRuns: RUNS });
  });
});

describe('the property', () => {
  it.each([
    ['ghosts-stay', /listed: |not the truth/],
    ['stale-members', /listed: |not the truth/],
    ['no-users', /not each user once/],
  ] as const)('finds the bug: %s', async (name, broken) => {
    const result = await fc.check(invariantsHold(PRESENCE_BUGS[name]), {
      seed: 1,
      numRuns: 300,
      endOnFailure: true,
    });
    expect(String(result.errorInstance)).toMatch(broken);
  });
});

describe('users who reconnect', () => {
  it.each([
    ['planned', 1],
    ['planned', chance],
    ['dropped', 1],
    ['dropped', chance],
  ] as const)('do not flicker in a thousand reconnects: %s (seed %d)', async (how, seed) => {
    await expectNoFlicker(open(), { times: 1_000, how, random: randomOf(seed) });
  });

  it('flicker where rows do not say their users', async () => {
    const simulation = open(PRESENCE_BUGS['no-users']);
    const run = expectNoFlicker(simulation, { times: 1_000, how: 'planned', random: randomOf(1) });
    await expect(run).rejects.toThrow(/flickers/);
  });
});
