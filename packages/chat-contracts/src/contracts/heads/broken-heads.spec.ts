import { expect, it } from '@jest/globals';
import { InMemoryRoomHeadRepository, ManualClock } from '@serverless-ws/chat-domain/in-memory';
import { complaints, mutant } from '../../../test/complaints.js';
import { duplicate, withFaults } from '../../index.js';
import { roomHeadRepositoryContract } from './room-head-repository-contract.js';

type Heads = InMemoryRoomHeadRepository;

it.each<[string, (port: Heads) => Heads, string]>([
  [
    'reads the head apart from the reservation',
    (port) =>
      mutant(port, {
        async reserveNext(room, epoch, now) {
          const before = await port.find(room);
          const { lastReservedAt, ...next } = await port.reserveNext(room, epoch, now);
          if (lastReservedAt === undefined || before === null) return next;
          return { ...next, lastReservedAt: before.reservedAt };
        },
      }),
    'lastReservedAt must be of the head that the same write replaced: do not read it apart',
  ],
  [
    'counts in two steps',
    (port) =>
      mutant(port, {
        async reserveNext(room, epoch, now) {
          const { seq } = (await port.find(room)) ?? { seq: 0 };
          return { ...(await port.reserveNext(room, epoch, now)), seq: seq + 1 };
        },
      }),
    'concurrent reserveNext() must return every position once: add atomically',
  ],
  [
    'reserves two positions for one',
    (port) => withFaults(port, [{ on: 'reserveNext', fault: duplicate() }]),
    'reserveNext() of an untouched room must create the head, and reserve position 1',
  ],
  [
    'makes a head by a mark',
    (port) =>
      mutant(port, {
        async markBatched(room, batched) {
          await port.getOrCreate(room, 'e', 0);
          return port.markBatched(room, batched);
        },
      }),
    'markBatched() must not create a head',
  ],
  [
    'lets a retention begin at a position that was read before',
    (port) =>
      mutant(port, {
        async setRetention(room, change, from) {
          const head = await port.setRetention(room, change, from);
          return head?.retention ? { ...head, retention: { ...head.retention, above: 0 } } : head;
        },
      }),
    'setRetention() must set period, least, and as `above` the seq that it finds',
  ],
  [
    'clears no mark',
    (port) => mutant(port, { markBatched: (room) => port.markBatched(room, true) }),
    'markBatched() must clear batched, and nothing else; and be safe to repeat',
  ],
])('the contract of RoomHeadRepository finds an adapter that %s', async (_, change, complaint) => {
  const seen = await complaints(roomHeadRepositoryContract, () => {
    const clock = new ManualClock();
    const port = new InMemoryRoomHeadRepository();
    return { clock, repository: change(port), deleteExpired: async () => port.deleteExpired(clock.now()) };
  });
  expect(seen).toContain(`BrokenPromise: ${complaint}`);
});
