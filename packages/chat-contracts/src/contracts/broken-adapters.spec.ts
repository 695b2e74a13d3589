import { describe, expect, it } from '@jest/globals';
import { complaints, mutant } from '../../test/complaints.js';
import {
  connectionRepositoryContract,
  duplicate,
  messageRepositoryContract,
  readFrom,
  withFaults,
} from '../index.js';
import {
  InMemoryConnectionRepository,
  InMemoryMessageRepository,
  ManualClock,
} from '@serverless-ws/chat-domain/in-memory';
import type { Connection, JoinOutcome, Membership, RemoveOptions } from '@serverless-ws/chat-domain';

/** An adapter with four bugs. */
class HastyConnectionRepository extends InMemoryConnectionRepository {
  readonly #cache = new Map<string, Connection>();

  /** Wrong: what expires stays in the cache. */
  override async find(connectionId: string): Promise<Connection | null> {
    const seen = await super.find(connectionId);
    if (seen !== null) this.#cache.set(connectionId, seen);
    return seen ?? this.#cache.get(connectionId) ?? null;
  }

  override remove(connectionId: string, options?: RemoveOptions): Promise<Connection | null> {
    this.#cache.delete(connectionId);
    return super.remove(connectionId, options);
  }

  /** Wrong: never checks whose connection that is. Wrong: counts, and then writes. */
  override async join(connection: Connection, room: Membership, maximum: number): Promise<JoinOutcome> {
    const stored = await super.find(connection.connectionId);
    const others = stored?.memberships.filter((known) => known.room !== room.room) ?? [];
    if (others.length >= maximum) return { outcome: 'full' };
    return super.join(stored ?? connection, room, Number.MAX_SAFE_INTEGER);
  }

  /** Wrong: returns what was requested, not what was done. */
  override async leave(connectionId: string, room: string): Promise<boolean> {
    await super.leave(connectionId, room);
    return true;
  }
}

it('an adapter with four bugs fails four times, each time with a message that says what to fix', async () => {
  const seen = await complaints(connectionRepositoryContract, () => {
    const clock = new ManualClock();
    return { clock, repository: new HastyConnectionRepository(clock) };
  });
  expect(seen).toEqual([
    'BrokenPromise: find() returned c1 at its expiresAt: enforce expiry on read',
    'BrokenPromise: join() trusted another user’s connection id: compare identity.userId with the stored one',
    'BrokenPromise: leave() of a room that was left must be false',
    'BrokenPromise: of 8 concurrent join() with a maximum of 4, 8 were let in: count and write in one step',
  ]);
});

type Connections = InMemoryConnectionRepository;
type Messages = InMemoryMessageRepository;

describe('the contract of ConnectionRepository finds an adapter that', () => {
  const blind = { now: () => 0 };

  it.each<[string, (port: Connections) => Connections, string]>([
    [
      'stores a connection whose end came first',
      (port) => mutant(port, { remove: (connectionId) => port.remove(connectionId) }),
      'add() must return false for a connection that is barred',
    ],
    [
      'returns expired rows',
      () => new InMemoryConnectionRepository(blind),
      'find() returned c1 at its expiresAt: enforce expiry on read',
    ],
    [
      'returns reads from an older state',
      (port) => withFaults(port, [{ on: ['find', 'members'], fault: readFrom(port.snapshot()) }]),
      'find() missed a connection just added: read consistently',
    ],
    [
      'never returns that there is another page',
      (port) =>
        mutant(port, { members: async (...args) => ({ members: (await port.members(...args)).members }) }),
      'members() in pages of 1 must return everyone once: return next until the end, and go on after it',
    ],
    [
      'gives a member a second row',
      (port) =>
        mutant(port, {
          async join(connection, membership, maximum) {
            await port.leave(connection.connectionId, membership.room);
            return port.join(connection, membership, maximum);
          },
        }),
      'join() must return the existing membership: a member stays in its shard',
    ],
    [
      'forgets when a membership ends',
      (port) =>
        mutant(port, {
          join: (connection, { room, shard }, maximum) => port.join(connection, { room, shard }, maximum),
        }),
      'join() must return the membership it wrote, with its end',
    ],
    [
      'keeps members whose token has expired',
      (port) =>
        mutant(port, {
          add: (one) => port.add({ ...one, identity: { ...one.identity, expiresAt: null } }),
        }),
      'members() of lobby must say that a membership ends with the token: keep membershipEnd() on its row',
    ],
    [
      'changes the end of whatever membership is there',
      (port) =>
        mutant(port, {
          async changeEnd(connectionId, membership, until) {
            const found = await port.find(connectionId);
            const known = found?.memberships.find(({ room }) => room === membership.room);
            return port.changeEnd(connectionId, known ?? membership, until);
          },
        }),
      'changeEnd() must return false, and change nothing, when the membership is not the one given',
    ],
    [
      'forgets a connection that it evicts',
      (port) => mutant(port, { evict: async (connectionId) => void (await port.remove(connectionId)) }),
      'connectionsOf() must return an evicted connection: its socket is still open',
    ],
  ])('%s', async (_, change, complaint) => {
    const seen = await complaints(connectionRepositoryContract, () => {
      const clock = new ManualClock();
      return { clock, repository: change(new InMemoryConnectionRepository(clock)) };
    });
    expect(seen).toContain(`BrokenPromise: ${complaint}`);
  });
});

describe('the contract of MessageRepository finds an adapter that', () => {
  it.each<[string, (port: Messages) => Messages, string]>([
    [
      'checks first and writes then',
      (port) =>
        mutant(port, {
          async append(room, entry) {
            const there = await port.find(room, entry.seq);
            if (there === null) await port.append(room, entry);
            return there;
          },
        }),
      'of concurrent append() exactly one must store: put only if absent',
    ],
    [
      'counts in two steps',
      (port) =>
        mutant(port, {
          async reserveNext(room, epoch, now) {
            const { seq } = (await port.head(room)) ?? { seq: 0 };
            return { ...(await port.reserveNext(room, epoch, now)), seq: seq + 1 };
          },
        }),
      'concurrent reserveNext() must return every position once: add atomically',
    ],
    [
      'reads one page and stops',
      (port) =>
        mutant(port, {
          read: (room, range) => port.read(room, { ...range, limit: Math.min(range.limit, 100) }),
        }),
      'read() ended before the limit and before the end: read on',
    ],
    [
      'reserves two positions for one',
      (port) => withFaults(port, [{ on: 'reserveNext', fault: duplicate() }]),
      'reserveNext() of an untouched room must create the head, and reserve position 1',
    ],
    [
      'replaces whatever message is at the position',
      (port) =>
        mutant(port, {
          async replace(room, entry, expected) {
            const there = await port.find(room, entry.seq);
            return port.replace(
              room,
              there !== null && 'id' in there ? { ...entry, id: there.id } : entry,
              expected,
            );
          },
        }),
      'replace() must be false where the entry has another id: compare kind and id in the same write',
    ],
    [
      'moves a record from wherever it is',
      (port) =>
        mutant(port, {
          move: async (to, from) =>
            port.move(to, (await port.findIdempotencyRecord(to.userId, to.clientMessageId)) ?? from),
        }),
      'move() from a position where the record no longer is must change nothing',
    ],
    [
      'moves a record by its seq alone',
      (port) =>
        mutant(port, {
          async move(to, from) {
            const there = await port.findIdempotencyRecord(to.userId, to.clientMessageId);
            return port.move(to, there?.seq === from.seq ? there : from);
          },
        }),
      'move() must return the record that is there where its epoch is another: compare room, epoch and seq',
    ],
  ])('%s', async (_, change, complaint) => {
    const seen = await complaints(messageRepositoryContract, () => {
      const clock = new ManualClock();
      const port = new InMemoryMessageRepository(clock);
      const deleteExpired = async () => port.deleteExpired(clock.now());
      return { clock, repository: change(port), deleteExpired };
    });
    expect(seen).toContain(`BrokenPromise: ${complaint}`);
  });
});
