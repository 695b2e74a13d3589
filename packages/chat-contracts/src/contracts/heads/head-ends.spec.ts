import { expect, it } from '@jest/globals';
import { InMemoryRoomHeadRepository, ManualClock } from '@serverless-ws/chat-domain/in-memory';
import { complaints, mutant } from '../../../test/complaints.js';
import { contractOf } from '../contract.js';
import { headEnds } from './head-ends.js';

type Heads = InMemoryRoomHeadRepository;
type Change = (port: Heads, clock: ManualClock) => Partial<Heads>;

it.each<[string, Change, string]>([
  [
    'enforces the end of a head on read',
    (port, clock) => ({
      find: async (room) => {
        const copy = port.snapshot();
        copy.deleteExpired(clock.now());
        return copy.find(room);
      },
    }),
    'find() must not enforce the end of a head',
  ],
  [
    'deletes heads too early',
    (port, clock) => ({ deleteExpired: () => port.deleteExpired(clock.now() + 1) }),
    'a head must be kept until its end',
  ],
  [
    'never deletes a head',
    () => ({ deleteExpired: () => undefined }),
    'the store must be able to delete a head past its end',
  ],
  [
    'stores no end of a head that it creates on the way to a reader',
    (port) => ({ getOrCreate: (room, epoch, now) => port.getOrCreate(room, epoch, now) }),
    'getOrCreate() must store the end of a new head',
  ],
  [
    'moves no end where it only reads',
    (port) => ({
      getOrCreate: async (room, epoch, now, keptUntil) =>
        (await port.find(room)) ?? port.getOrCreate(room, epoch, now, keptUntil),
    }),
    'getOrCreate() must move the end of a head that would end before the middle between now and the end given',
  ],
  [
    'keeps the end that a head had first',
    (port) => ({
      reserveNext: async (room, epoch, now, keptUntil) =>
        port.reserveNext(room, epoch, now, (await port.find(room)) === null ? keptUntil : undefined),
    }),
    'the end of a head was moved back: keep the latest',
  ],
])('the contract of RoomHeadRepository finds an adapter that %s', async (_, change, complaint) => {
  const seen = await complaints(contractOf('RoomHeadRepository', headEnds), () => {
    const clock = new ManualClock();
    const port = new InMemoryRoomHeadRepository();
    const repository = mutant(port, change(port, clock));
    return { clock, repository, deleteExpired: async () => repository.deleteExpired(clock.now()) };
  });
  expect(seen).toContain(`BrokenPromise: ${complaint}`);
});
