import { expect, it } from '@jest/globals';
import { InMemoryMessageRepository, ManualClock } from '@serverless-ws/chat-domain/in-memory';
import { complaints, mutant } from '../../../test/complaints.js';
import { messageRepositoryContract } from './message-repository-contract.js';

type Messages = InMemoryMessageRepository;

it.each<[string, (port: Messages) => Messages, string]>([
  [
    'reads the head apart from the reservation',
    (port) =>
      mutant(port, {
        async reserveNext(room, epoch, now) {
          const before = await port.head(room);
          const { lastReservedAt, ...next } = await port.reserveNext(room, epoch, now);
          if (lastReservedAt === undefined || before === null) return next;
          return { ...next, lastReservedAt: before.reservedAt };
        },
      }),
    'lastReservedAt must be of the head that the same write replaced: do not read it apart',
  ],
  [
    'forgets what senders push',
    (port) =>
      mutant(port, {
        append(room, entry) {
          const stored = { ...entry };
          if ('pushed' in stored) delete stored.pushed;
          return port.append(room, stored);
        },
      }),
    'find() must return a message as it was appended, without a field more or less',
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
    'clears no mark',
    (port) => mutant(port, { markBatched: (room) => port.markBatched(room, true) }),
    'markBatched() must clear batched, and nothing else; and be safe to repeat',
  ],
])('the contract of MessageRepository finds an adapter that %s', async (_, change, complaint) => {
  const seen = await complaints(messageRepositoryContract, () => {
    const clock = new ManualClock();
    const port = new InMemoryMessageRepository(clock);
    return { clock, repository: change(port), deleteExpired: async () => port.deleteExpired(clock.now()) };
  });
  expect(seen).toContain(`BrokenPromise: ${complaint}`);
});
