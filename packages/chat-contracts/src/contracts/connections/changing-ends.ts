import type { Contract } from '../contract.js';
import { must, mustEqual } from '../expectation.js';
import { connectionOf, LIFE, upTo } from '../sample.js';
import type { ConnectionRepositoryHarness } from './connection-repository-harness.js';
import { inOrder, join, rowsOf, walk } from './connection-repository-harness.js';

/** Milliseconds, well within the life of a connection. */
const SOON = LIFE / 4;

/** How often each race is run: a test cannot choose the order in which a store responds. */
const ROUNDS = upTo(6);

const ROOM = 'private.den';

/** What `changeEnd`, `evict` and `remove` after it guarantee. */
export const changingEnds: Contract<ConnectionRepositoryHarness> = [
  {
    title: 'changes the end of a membership, on its row as well, if it is the one given',
    async run(harness) {
      const { repository, clock } = harness;
      const ada = connectionOf(clock, 'c1', ['lobby']);
      await repository.add(ada);
      const unconfirmed = { room: ROOM, shard: 1, until: 0 };
      await join(harness, ada, unconfirmed);
      mustEqual(await walk(repository, ROOM, 1), [], 'members() returned a membership whose end is 0');
      const ends = [
        clock.now() + SOON,
        clock.now() + 2 * SOON,
        clock.now() + 9 * LIFE,
        undefined,
        clock.now() + 1,
      ];
      let known: { room: string; shard: number; until?: number } = unconfirmed;
      for (const until of ends) {
        must(
          await repository.changeEnd('c1', known, until),
          'changeEnd() must return true when the membership is the one given',
        );
        must(
          !(await repository.changeEnd('c1', unconfirmed, clock.now())),
          'changeEnd() must return false, and change nothing, when the membership is not the one given',
        );
        known = { room: ROOM, shard: 1, ...(until !== undefined && { until }) };
        const stored = (await repository.find('c1'))?.memberships.find(({ room }) => room === ROOM);
        mustEqual(stored, known, 'find() must return the end that was set, or none');
        const [row] = (await repository.members(ROOM, 1, { limit: 1 })).members;
        const end = Math.min(until ?? Infinity, ada.expiresAt);
        mustEqual(row?.until, end, 'members() must return the end that was set, or that of the connection');
        const isGuest = row?.isGuest ?? false;
        mustEqual(isGuest, until !== undefined, 'members() must say who is a guest: with an end of its own');
      }
      mustEqual(await rowsOf(repository, 'c1', ROOM), [1], 'changeEnd() must leave one row');
    },
  },
  {
    title: 'changes nothing where there is no such membership or connection',
    async run({ repository, clock }) {
      const ada = connectionOf(clock, 'c1', ['lobby'], 'ada');
      await repository.add(ada);
      const until = clock.now() + SOON;
      for (const id of ['c1', 'c9']) {
        const changed = await repository.changeEnd(id, { room: ROOM, shard: 0, until: 0 }, until);
        must(!changed, 'changeEnd() of a membership that does not exist must return false');
      }
      const elsewhere = await repository.changeEnd('c1', { room: 'lobby', shard: 3 }, until);
      must(!elsewhere, 'changeEnd() of a membership in another shard must return false');
      mustEqual(await walk(repository, ROOM), [], 'changeEnd() wrote a row of a room that was not joined');
      mustEqual(inOrder(await repository.find('c1')), inOrder(ada), 'changeEnd() changed another membership');
      must((await repository.find('c9')) === null, 'changeEnd() must not make a connection');
    },
  },
  {
    title: 'never brings back a membership that a concurrent leave, evict or remove took',
    async run(harness) {
      const { repository, clock } = harness;
      const ways = ['leave', 'evict', 'remove'] as const;
      for (const way of [...ways, ...ways]) {
        const ada = connectionOf(clock, `${way}-${clock.now()}`, ['lobby']);
        clock.advance(1);
        await repository.add(ada);
        const guest = { room: ROOM, shard: 2, until: 0 };
        await join(harness, ada, guest);
        const until = clock.now() + SOON;
        await Promise.all([
          repository.changeEnd(ada.connectionId, guest, until),
          way === 'leave' ? repository.leave(ada.connectionId, ROOM) : repository[way](ada.connectionId),
          repository.changeEnd(ada.connectionId, guest, until + 1),
        ]);
        const found = await repository.find(ada.connectionId);
        const rooms = found?.memberships.map(({ room }) => room) ?? [];
        must(!rooms.includes(ROOM), `changeEnd() that raced ${way}() brought the membership back`);
        mustEqual(
          await rowsOf(repository, ada.connectionId, ROOM),
          [],
          `changeEnd() that raced ${way}() left a row: change it only where it is`,
        );
      }
    },
  },
  {
    title: 'lets one of several concurrent changes of an end win, on the row as well',
    async run(harness) {
      const { repository, clock } = harness;
      for (const round of ROUNDS) {
        const ada = connectionOf(clock, `c${round}`);
        await repository.add(ada);
        const guest = { room: ROOM, shard: 0, until: 0 };
        await join(harness, ada, guest);
        const ends = upTo(4).map((index) => clock.now() + index * 1_000);
        const changed = await Promise.all(
          ends.map((until) => repository.changeEnd(ada.connectionId, guest, until)),
        );
        const winners = ends.filter((_, index) => changed[index]);
        must(
          winners.length === 1,
          `of 4 concurrent changeEnd() exactly one must return true, not ${winners.length}`,
        );
        const { members } = await repository.members(ROOM, 0, { limit: 10 });
        const row = members.find(({ connectionId }) => connectionId === ada.connectionId);
        mustEqual(
          row?.until,
          winners[0],
          'after concurrent changeEnd(), the row must end as the one that won says',
        );
      }
    },
  },
  {
    title: 'evicts a connection: out of every room for good, but still in the list of its user',
    async run(harness) {
      const { repository, clock } = harness;
      const ada = connectionOf(clock, 'c1', ['lobby', { room: 'den', shard: 1 }], 'ada');
      await repository.add(ada);
      await repository.add(connectionOf(clock, 'c2', ['lobby'], 'ada'));
      await Promise.all([join(harness, ada, { room: 'tea', shard: 0 }), repository.evict('c1')]);
      await repository.evict('c1');
      await repository.evict('unknown');
      mustEqual(await repository.find('c1'), null, 'find() still returns an evicted connection');
      for (const [room, shard] of [
        ['lobby', 0],
        ['den', 1],
        ['tea', 0],
      ] as const) {
        must(!(await walk(repository, room, shard)).includes('c1'), `evict() left a row in ${room}`);
      }
      mustEqual(
        await join(harness, ada, { room: 'tea', shard: 0 }),
        { outcome: 'gone' },
        'join() of an evicted connection must return gone',
      );
      mustEqual(
        [...(await repository.connectionsOf('ada'))].sort(),
        ['c1', 'c2'],
        'connectionsOf() must return an evicted connection: its socket is still open',
      );
      const reachable = (await repository.recipientsOf('ada')).filter(
        ({ until = Infinity }) => until > clock.now(),
      );
      mustEqual(
        reachable.map(({ connectionId }) => connectionId),
        ['c2'],
        'recipientsOf() must return an evicted connection as one that has ended',
      );
      await repository.remove('c1', { userId: 'ada', isEvicted: true });
      await repository.remove('c1', { userId: 'ada' });
      await repository.remove('unknown', { userId: 'ada' });
      mustEqual(
        await repository.connectionsOf('ada'),
        ['c2'],
        'remove() with the user must delete the row of an evicted connection for its user, and no other',
      );
      mustEqual(await walk(repository, 'lobby'), ['c2'], 'evict() must leave other connections alone');
    },
  },
];
