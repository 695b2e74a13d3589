import type { Contract } from '../contract.js';
import { must, mustEqual } from '../expectation.js';
import { connectionOf, upTo } from '../sample.js';
import type { ConnectionRepositoryHarness } from './connection-repository-harness.js';
import { join, rowsOf, walk } from './connection-repository-harness.js';

/** How often each race is run: a test cannot choose the order in which a store responds. */
const ROUNDS = upTo(6);

/** What `join`, `leave` and `remove` guarantee when they run concurrently. */
export const racingMemberships: Contract<ConnectionRepositoryHarness> = [
  {
    title: 'gives one row to two joins of the same room with different shards at once',
    async run(harness) {
      const { repository, clock } = harness;
      for (const round of ROUNDS) {
        const ada = connectionOf(clock, `c${round}`);
        await repository.add(ada);
        const outcomes = await Promise.all(
          [0, 1, 2].map((shard) => join(harness, ada, { room: 'den', shard })),
        );
        const shards = outcomes.map((joined) => joined.outcome === 'joined' && joined.membership.shard);
        must(
          new Set(shards).size === 1,
          `concurrent join() returned different shards (${shards.join(', ')}): the first one to write decides for all`,
        );
        const rows = await rowsOf(repository, ada.connectionId, 'den');
        mustEqual(
          rows,
          [shards[0]],
          'concurrent join() must leave one row, in the shard that all calls returned',
        );
      }
    },
  },
  {
    title: 'keeps no join once a removal has begun',
    async run(harness) {
      const { repository, clock } = harness;
      for (const round of ROUNDS) {
        const ada = connectionOf(clock, `c${round}`, ['lobby']);
        await repository.add(ada);
        const joins = ['a', 'b', 'c'].map((room) => join(harness, ada, { room, shard: 0 }));
        await Promise.all([
          ...joins,
          repository.remove(ada.connectionId),
          join(harness, ada, LOBBY_ELSEWHERE),
        ]);
        must(
          (await repository.find(ada.connectionId)) === null,
          'join() restored a removed connection: update it only if it exists',
        );
        for (const room of ['a', 'b', 'c', 'lobby']) {
          const rows = await rowsOf(repository, ada.connectionId, room);
          mustEqual(
            rows,
            [],
            `join() that raced remove() left a row in ${room}: check again after writing, and undo it`,
          );
        }
        mustEqual(
          await join(harness, ada, LOBBY_ELSEWHERE),
          { outcome: 'gone' },
          'join() after remove() must return gone',
        );
        mustEqual(
          await rowsOf(repository, ada.connectionId, 'lobby'),
          [],
          'join() after remove() left a row behind: write it only if the connection exists',
        );
      }
    },
  },
  {
    title: 'never lets concurrent joins exceed the maximum of rooms',
    async run({ repository, clock }) {
      const ada = connectionOf(clock, 'c1');
      await repository.add(ada);
      const rooms = upTo(8).map((index) => `room-${index}`);
      const outcomes = await Promise.all(rooms.map((room) => repository.join(ada, { room, shard: 0 }, 4)));
      const joined = rooms.filter((_, index) => outcomes[index]?.outcome === 'joined');
      must(
        joined.length === 4,
        `of 8 concurrent join() with a maximum of 4, ${joined.length} were let in: count and write in one step`,
      );
      mustEqual(
        (await repository.find('c1'))?.memberships.length,
        4,
        'find() must list the rooms of the join() that were let in, and no others',
      );
      for (const room of rooms) {
        const expected = joined.includes(room) ? ['c1'] : [];
        mustEqual(
          await walk(repository, room),
          expected,
          `members() of ${room} does not match what its join() returned: write the row only when let in`,
        );
      }
    },
  },
  {
    title: 'keeps row and connection consistent when a join races a leave',
    async run(harness) {
      const { repository, clock } = harness;
      for (const round of ROUNDS) {
        const ada = connectionOf(clock, `c${round}`, round % 2 === 0 ? ['den'] : []);
        await repository.add(ada);
        const joins = upTo(4).map((one) => join(harness, ada, { room: 'den', shard: (round + one) % 3 }));
        const leaves = upTo(2).map(() => repository.leave(ada.connectionId, 'den'));
        await Promise.all(leaves);
        for (const { outcome } of await Promise.all(joins)) {
          must(
            outcome === 'joined',
            `join() that raced leave() returned ${outcome}: join again after the leave`,
          );
        }
        const known = (await repository.find(ada.connectionId))?.memberships.map(({ shard }) => shard);
        const rows = await rowsOf(repository, ada.connectionId, 'den');
        mustEqual(
          rows,
          known,
          'after join() raced leave(), the row must be where find() says it is, or nowhere if it says so',
        );
      }
    },
  },
  {
    title: 'removes a connection once when several remove it',
    async run({ repository, clock }) {
      await repository.add(connectionOf(clock, 'c1', ['lobby'], 'ada'));
      const removed = await Promise.all(upTo(5).map(() => repository.remove('c1')));
      must(
        removed.filter((was) => was !== null).length === 1,
        'of concurrent remove() exactly one must return the connection, the others null',
      );
      mustEqual(
        await walk(repository, 'lobby'),
        [],
        'concurrent remove() left a row: the later calls must not write anything back',
      );
      mustEqual(
        await repository.connectionsOf('ada'),
        [],
        'concurrent remove() left a row of the connection for its user',
      );
    },
  },
];

const LOBBY_ELSEWHERE = { room: 'lobby', shard: 1 };
