import { describe, expect, it } from '@jest/globals';
import type { RoomHeadRepository } from '@serverless-ws/chat-domain';
import {
  inMemoryStores,
  type InMemoryRoomHeadRepository,
  ManualClock,
} from '@serverless-ws/chat-domain/in-memory';
import fc from 'fast-check';
import { mutant } from '../../test/complaints.js';
import { ChatSimulation, comeToRest, OPERATIONS, type Operation } from '../index.js';

type Change = (port: InMemoryRoomHeadRepository) => Partial<RoomHeadRepository>;

function simulate(change: Change = () => ({})): ChatSimulation {
  const clock = new ManualClock();
  const { connections, heads, messages } = inMemoryStores(clock);
  return new ChatSimulation({
    clock,
    connections,
    heads: mutant<RoomHeadRepository>(heads, change(heads)),
    messages,
    deleteExpired: async () => {
      for (const store of [heads, messages]) store.deleteExpired(clock.now());
    },
  });
}

/** Long pauses and deletions, often. */
const ENDS: readonly Operation[] = [
  {
    name: 'wait for days',
    async run({ clock }, days) {
      clock.advance(days * 26_000_000);
    },
  },
  { name: 'delete what has ended', run: ({ room }) => room.deleteExpired() },
  { name: 'double the shards', run: ({ room }) => room.doubleShards() },
];

const commands = fc.commands(
  [...OPERATIONS, ...ENDS, ...ENDS].map(({ name, run }) =>
    fc.tuple(fc.nat(11), fc.nat(11)).map(([first, second]) => ({
      check: () => true,
      run: (_model: object, simulation: ChatSimulation) => run(simulation, first, second),
      toString: () => `${name}(${first}, ${second})`,
    })),
  ),
  { size: 'max', maxCommands: 120 },
);

const invariantsHold = (change?: Change) =>
  fc.asyncProperty(commands, async (run) => {
    const simulation = simulate(change);
    await fc.asyncModelRun(() => ({ model: {}, real: simulation }), run);
    await comeToRest(simulation);
  });

const chance = Number(process.env['SIMULATION_SEED'] ?? 20_261_129);

describe('a room whose head is deleted at any moment after its end', () => {
  it.each([1, 2_026, chance])('loses nothing and stores nothing twice (seed %d)', async (seed) => {
    await fc.assert(invariantsHold(), { seed, numRuns: 100 });
  });
});

describe('the property finds a store that', () => {
  it.each<[string, Change, RegExp]>([
    [
      'keeps a head for an hour only',
      (port) => ({
        reserveNext: (room, epoch, now) => port.reserveNext(room, epoch, now, now + 3_600_000),
      }),
      /ended too early: before/,
    ],
    [
      'does not move the end of a head when a member joins',
      (port) => ({
        getOrCreate: async (room, epoch, now, keptUntil) =>
          (await port.find(room)) ?? port.getOrCreate(room, epoch, now, keptUntil),
      }),
      /not pushed|ended too early: under/,
    ],
    [
      'lists a room until it begins anew',
      (port) => {
        const epochs = new Set<string>();
        const noted = <H extends { readonly epoch: string }>(head: H): H => {
          epochs.add(head.epoch);
          return head;
        };
        return {
          getOrCreate: async (...args) => noted(await port.getOrCreate(...args)),
          reserveNext: async (...args) => noted(await port.reserveNext(...args)),
          rooms: async (options) => (epochs.size > 1 ? { rooms: [] } : port.rooms(options)),
        };
      },
      /not listed/,
    ],
    [
      'numbers a new log under the epoch of the old one',
      (port) => ({
        reserveNext: (room, _, now, keptUntil) => port.reserveNext(room, 'e', now, keptUntil),
        getOrCreate: (room, _, now, keptUntil) => port.getOrCreate(room, 'e', now, keptUntil),
        startEpoch: (room) => port.startEpoch(room, 'e'),
      }),
      /knows|caught up|lost|text/,
    ],
  ])('%s', async (_, change, broken) => {
    const result = await fc.check(invariantsHold(change), { seed: 2, numRuns: 500, endOnFailure: true });
    expect(String(result.errorInstance)).toMatch(broken);
  });
});
