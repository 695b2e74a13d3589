import { describe, expect, it } from '@jest/globals';
import {
  InMemoryConnectionRepository,
  InMemoryMessageGateway,
  InMemoryMessageRepository,
  InMemoryShardCursorRepository,
  ManualClock,
  connectionRepositoryContract,
  duplicate,
  messageGatewayContract,
  messageRepositoryContract,
  readFrom,
  shardCursorRepositoryContract,
  withFaults,
} from '../index.js';
import type { Behaviour, Contract } from '../index.js';

/** The titles of the cases that an adapter does not pass. */
async function broken<H>(contract: Contract<H>, open: () => H): Promise<readonly string[]> {
  const titles: string[] = [];
  for (const { title, run } of contract) await run(open()).catch(() => titles.push(title));
  return titles;
}

/** An adapter with one method of another mind. */
function mutant<T extends object>(port: T, changes: Partial<T>): T {
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(name in changes ? changes : target, name, target);
      return typeof member === 'function' && !(name in changes) ? member.bind(target) : member;
    },
  });
}

type Connections = InMemoryConnectionRepository;
type Messages = InMemoryMessageRepository;

describe('the contract of ConnectionRepository finds an adapter that', () => {
  const blind = { now: () => 0 };

  it.each<[string, (port: Connections, clock: ManualClock) => Connections, string]>([
    ['returns expired rows', () => new InMemoryConnectionRepository(blind), 'shows none at its expiresAt'],
    [
      'answers reads from an older state',
      (port) => withFaults(port, [{ on: ['find', 'members'], fault: readFrom(port.snapshot()) }]),
      'sees every write',
    ],
    ['prunes nothing', (port) => mutant(port, { prune: async () => undefined }), 'prunes the rows named'],
    [
      'trusts another user’s connection id',
      (port) =>
        mutant(port, {
          async join(connection, membership, maximum) {
            const stored = await port.find(connection.connectionId);
            return port.join(stored ?? connection, membership, maximum);
          },
        }),
      'answers gone',
    ],
    [
      'counts rooms before it joins, not with it',
      (port) =>
        mutant(port, {
          async join(connection, membership, maximum) {
            const full = ((await port.find(connection.connectionId))?.memberships.length ?? 0) >= maximum;
            return full ? { outcome: 'full' } : port.join(connection, membership, Number.MAX_SAFE_INTEGER);
          },
        }),
      'exceed the maximum',
    ],
    [
      'never tells that there is another page',
      (port) =>
        mutant(port, {
          members: async (...args) => ({ members: (await port.members(...args)).members }),
        }),
      'meets every member exactly once',
    ],
  ])('%s', async (_, change, title) => {
    const titles = await broken(connectionRepositoryContract, () => {
      const clock = new ManualClock();
      return { clock, repository: change(new InMemoryConnectionRepository(clock), clock) };
    });
    expect(titles).toContainEqual(expect.stringContaining(title));
  });
});

describe('the contract of MessageRepository finds an adapter that', () => {
  it.each<[string, (port: Messages) => Messages, string]>([
    [
      'looks first and puts then',
      (port) =>
        mutant(port, {
          async append(room, entry) {
            const there = await port.find(room, entry.seq);
            if (there === null) await port.append(room, entry);
            return there;
          },
        }),
      'stores one of many at the same place',
    ],
    [
      'counts in two steps',
      (port) =>
        mutant(port, {
          async take(room, epoch, now) {
            const { seq } = (await port.head(room)) ?? { seq: 0 };
            return { ...(await port.take(room, epoch, now)), seq: seq + 1 };
          },
        }),
      'two hundred concurrent takers',
    ],
    [
      'reads one page and stops',
      (port) =>
        mutant(port, {
          read: (room, range) => port.read(room, { ...range, limit: Math.min(range.limit, 100) }),
        }),
      'more than a megabyte',
    ],
    [
      'takes two places for one',
      (port) => withFaults(port, [{ on: 'take', fault: duplicate() }]),
      'takes one place after the other',
    ],
  ])('%s', async (_, change, title) => {
    const titles = await broken(messageRepositoryContract, () => {
      const clock = new ManualClock();
      return { clock, repository: change(new InMemoryMessageRepository(clock)) };
    });
    expect(titles).toContainEqual(expect.stringContaining(title));
  });
});

describe('the contracts of the rest find', () => {
  it('a cursor that moves back', async () => {
    const titles = await broken(shardCursorRepositoryContract, () => {
      const port = new InMemoryShardCursorRepository();
      const cursors = new Map<string, { epoch: string; seq: number }>();
      return {
        repository: mutant(port, {
          load: async (room, shard) => cursors.get(`${room}#${shard}`) ?? null,
          save: async (room, shard, cursor) => void cursors.set(`${room}#${shard}`, cursor),
        }),
      };
    });
    expect(titles).toContain('never moves a cursor back within an epoch');
  });

  it('a gateway that takes a young connection for gone', async () => {
    const titles = await broken(messageGatewayContract, () => {
      const clock = new ManualClock();
      const port = new InMemoryMessageGateway(clock);
      const hasty = mutant(port, {
        deliver: (event, recipients, options) => port.deliver(event, ageing(recipients), options),
      });
      const set = (id: string, behaviour: Behaviour): void => {
        if (behaviour === 'gone') port.setGone(id);
      };
      return { clock, gateway: hasty, set, received: (id) => port.received(id).length };
    });
    expect(titles).toContain('counts a young connection that stays away as failed, not as gone');
  });
});

async function* ageing<R extends { connectedAt: number }>(pages: AsyncIterable<readonly R[]>) {
  for await (const page of pages) yield page.map((row) => ({ ...row, connectedAt: 0 }));
}
