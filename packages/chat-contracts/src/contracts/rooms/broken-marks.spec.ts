import { expect, it } from '@jest/globals';
import { InMemoryUserRoomRepository, ManualClock } from '@serverless-ws/chat-domain/in-memory';
import { complaints, mutant } from '../../../test/complaints.js';
import { userRoomRepositoryContract } from '../../index.js';

type Rooms = InMemoryUserRoomRepository;

it.each<[string, (port: Rooms) => Partial<Rooms>, string]>([
  [
    'moves marks back',
    (port) => ({
      mark: async (userId, room, mark, options) => {
        const there = (await port.find(userId, room))?.mark;
        const [known, isLower] = [there?.epoch ?? null, there !== undefined && there.seq > mark.seq];
        if (isLower) await port.unfollow(userId, room);
        return port.mark(userId, room, mark, { ...options, known: isLower ? null : known });
      },
    }),
    'mark() of a lower position must return false',
  ],
  [
    'takes every epoch for a later one',
    (port) => ({
      mark: async (userId, room, mark, options) => {
        const known = (await port.find(userId, room))?.mark?.epoch ?? null;
        return port.mark(userId, room, mark, { ...options, known });
      },
    }),
    'mark() of an epoch that has ended must return false',
  ],
  [
    'loses marks when a room is followed again',
    (port) => ({
      follow: async (userId, room, keptUntil) => {
        await port.unfollow(userId, room.room);
        await port.follow(userId, room, keptUntil);
      },
    }),
    'follow() must keep the mark and the name of the peer',
  ],
  [
    'returns the first page alone',
    (port) => ({ list: async (userId, options) => ({ rooms: (await port.list(userId, options)).rooms }) }),
    'list() in pages of 1 must return each room once',
  ],
])('the contract of UserRoomRepository finds an adapter that %s', async (_, change, complaint) => {
  const seen = await complaints(userRoomRepositoryContract, () => {
    const clock = new ManualClock();
    const port = new InMemoryUserRoomRepository(clock);
    return { clock, repository: mutant(port, change(port)) };
  });
  expect(seen).toContain(`BrokenPromise: ${complaint}`);
});
