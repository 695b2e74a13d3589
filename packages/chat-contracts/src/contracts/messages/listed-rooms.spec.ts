import { expect, it } from '@jest/globals';
import { InMemoryMessageRepository, ManualClock } from '@serverless-ws/chat-domain/in-memory';
import { complaints, mutant } from '../../../test/complaints.js';
import { contractOf } from '../contract.js';
import { LIFE } from '../sample.js';
import { listedRooms } from './listed-rooms.js';

type Messages = InMemoryMessageRepository;
type Change = (port: Messages, clock: ManualClock) => Partial<Messages>;

it.each<[string, Change, string]>([
  [
    'lists rooms of all kinds together',
    (port) => ({ rooms: async ({ limit, from }) => port.rooms({ kind: 'public', limit, from }) }),
    'rooms() must list each room of the kind that has a head, once',
  ],
  [
    'lists no room that a message made',
    (port) => ({
      rooms: async (options) => {
        const page = await port.rooms(options);
        return { ...page, rooms: page.rooms.filter((room) => !room.startsWith('sent-')) };
      },
    }),
    'rooms() must list each room of the kind that has a head, once',
  ],
  [
    'has one page',
    (port) => ({ rooms: async (options) => ({ rooms: (await port.rooms(options)).rooms }) }),
    'the pages of rooms() must hold each room once, whatever the limit',
  ],
  [
    'begins each page anew',
    (port) => ({ rooms: ({ kind, limit }) => port.rooms({ kind, limit }) }),
    'rooms() has no last page: leave `next` out where the list ends',
  ],
  [
    'lists a room until its first end',
    (port, clock) => {
      const start = clock.now();
      return {
        rooms: async (options) => (clock.now() > start + LIFE ? { rooms: [] } : port.rooms(options)),
      };
    },
    'rooms() must list a room until its head has ended: move the end of its row before that of the head',
  ],
  [
    'never forgets a room',
    (port, clock) => {
      const start = clock.now();
      return {
        rooms: async (options) => (clock.now() > start + 9 * LIFE ? { rooms: ['den'] } : port.rooms(options)),
      };
    },
    'rooms() must forget a room after its end',
  ],
])('the contract of MessageRepository finds an adapter that %s', async (_, change, complaint) => {
  const seen = await complaints(contractOf('MessageRepository', listedRooms), () => {
    const clock = new ManualClock();
    const port = new InMemoryMessageRepository(clock);
    const repository = mutant(port, change(port, clock));
    return { clock, repository, deleteExpired: async () => repository.deleteExpired(clock.now()) };
  });
  expect(seen).toContain(`BrokenPromise: ${complaint}`);
});
