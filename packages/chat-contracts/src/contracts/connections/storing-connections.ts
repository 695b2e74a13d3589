import type { Contract } from '../contract.js';
import { must, mustEqual } from '../expectation.js';
import { connectionOf, LIFE, ODD_IDS, upTo } from '../sample.js';
import type { ConnectionRepositoryHarness } from './connection-repository-harness.js';
import { inOrder, walk } from './connection-repository-harness.js';

/** What `add`, `find`, `remove` and `connectionsOf` guarantee. */
export const storingConnections: Contract<ConnectionRepositoryHarness> = [
  {
    title: 'finds a connection as it was added, and null for any other',
    async run({ repository, clock }) {
      const ada = connectionOf(clock, 'c1', ['lobby', { room: 'den', shard: 3 }]);
      const guest = { ...connectionOf(clock, 'c2'), identity: { ...ada.identity, roles: [], expiresAt: 5 } };
      await repository.add(ada);
      await repository.add(guest);
      mustEqual(
        inOrder(await repository.find('c1')),
        inOrder(ada),
        'find() must return every field of the connection as add() was given it',
      );
      mustEqual(
        await repository.find('c2'),
        guest,
        'find() must keep an empty list of roles, and when the token expires',
      );
      mustEqual(await repository.find('c3'), null, 'find() must return null for an id that was never added');
      mustEqual(
        await walk(repository, 'den', 3),
        ['c1'],
        'add() must also write a row for every membership it is given',
      );
    },
  },
  {
    title: 'sees every write that finished before the read',
    async run({ repository, clock }) {
      for (const round of upTo(10)) {
        const id = `c${round}`;
        await repository.add(connectionOf(clock, id, ['lobby'], 'ada'));
        const [found, members, own] = await Promise.all([
          repository.find(id),
          walk(repository, 'lobby'),
          repository.connectionsOf('ada'),
        ]);
        must(found !== null, 'find() missed a connection just added: read consistently');
        must(members.includes(id), 'members() missed a connection just added: read consistently');
        must(own.includes(id), 'connectionsOf() missed a connection just added: read consistently');
        await repository.remove(id);
        must((await repository.find(id)) === null, 'find() saw a connection just removed: read consistently');
        must(
          !(await walk(repository, 'lobby')).includes(id),
          'members() saw a connection just removed: read consistently',
        );
      }
    },
  },
  {
    title: 'replaces a connection that is added again, and is safe to repeat',
    async run({ repository, clock }) {
      await repository.add(connectionOf(clock, 'c1', ['lobby', 'old'], 'ada'));
      const anew = connectionOf(clock, 'c1', ['lobby', 'new'], 'bob');
      await repository.add(anew);
      await repository.add(anew);
      mustEqual(
        inOrder(await repository.find('c1')),
        inOrder(anew),
        'add() of an id that is there must replace the connection',
      );
      mustEqual(
        await walk(repository, 'old'),
        [],
        'add() must delete the rows of the connection it replaces',
      );
      mustEqual(
        await walk(repository, 'lobby'),
        ['c1'],
        'add() must be safe to repeat: one row for each membership',
      );
      mustEqual(
        await repository.connectionsOf('ada'),
        [],
        'connectionsOf() still returns a connection that was replaced by another user’s: delete its row',
      );
      mustEqual(
        await repository.connectionsOf('bob'),
        ['c1'],
        'connectionsOf() must return a connection that replaced another user’s',
      );
    },
  },
  {
    title: 'removes a connection with its memberships and its row for its user, once',
    async run({ repository, clock }) {
      const ada = connectionOf(clock, 'c1', ['lobby', { room: 'den', shard: 1 }], 'ada');
      await repository.add(ada);
      await repository.add(connectionOf(clock, 'c2', ['lobby'], 'ada'));
      mustEqual(
        inOrder(await repository.remove('c1')),
        inOrder(ada),
        'remove() must return the whole connection that was there',
      );
      mustEqual(await repository.find('c1'), null, 'find() still returns a removed connection: delete it');
      mustEqual(
        await walk(repository, 'lobby'),
        ['c2'],
        'remove() must delete the rows of its own connection, and no others',
      );
      mustEqual(
        await walk(repository, 'den', 1),
        [],
        'remove() must delete the row of every membership, in whatever shard',
      );
      mustEqual(
        await repository.connectionsOf('ada'),
        ['c2'],
        'connectionsOf() still returns a removed connection: delete its row for its user',
      );
      mustEqual(await repository.remove('c1'), null, 'remove() of one that is not there must return null');
    },
  },
  {
    title: 'keeps a row to the last millisecond and shows none at its expiresAt',
    async run({ repository, clock }) {
      await repository.add(connectionOf(clock, 'c1', ['lobby'], 'ada'));
      clock.advance(LIFE - 1);
      must(
        (await repository.find('c1')) !== null,
        'find() lost c1 a millisecond before its expiresAt: compare with >',
      );
      mustEqual(
        await walk(repository, 'lobby'),
        ['c1'],
        'members() lost c1 a millisecond before its expiresAt: compare with >',
      );
      mustEqual(
        await repository.connectionsOf('ada'),
        ['c1'],
        'connectionsOf() lost c1 a millisecond before its expiresAt: compare with >',
      );
      clock.advance(1);
      must(
        (await repository.find('c1')) === null,
        'find() returned c1 at its expiresAt: enforce expiry on read',
      );
      const past = 'returned c1 at its expiresAt: enforce expiry on read';
      mustEqual(await walk(repository, 'lobby'), [], `members() ${past}`);
      mustEqual(await repository.connectionsOf('ada'), [], `connectionsOf() ${past}`);
      mustEqual(await repository.remove('c1'), null, `remove() ${past}`);
    },
  },
  {
    title: 'distinguishes the connections of each user',
    async run({ repository, clock }) {
      for (const id of ['c1', 'c2', 'c3']) await repository.add(connectionOf(clock, id, [], 'ada'));
      await repository.add(connectionOf(clock, 'c4', [], 'ada#c1'));
      const own = [...(await repository.connectionsOf('ada'))].sort();
      mustEqual(own, ['c1', 'c2', 'c3'], 'connectionsOf() must return every open connection of the user');
      mustEqual(
        await repository.connectionsOf('unknown'),
        [],
        'connectionsOf() of an unknown user must be empty',
      );
    },
  },
  {
    title: 'returns the recipients of a user with when they connected',
    async run({ repository, clock }) {
      const first = connectionOf(clock, 'c1', ['lobby'], 'ada');
      await repository.add(first);
      clock.advance(1_000);
      await repository.add(connectionOf(clock, 'c2', [], 'ada'));
      await repository.add(connectionOf(clock, 'c3', [], 'bob'));
      const own = [...(await repository.recipientsOf('ada'))].sort((a, b) => a.connectedAt - b.connectedAt);
      mustEqual(
        own.map(({ connectionId, connectedAt }) => [connectionId, connectedAt]),
        [
          ['c1', first.connectedAt],
          ['c2', first.connectedAt + 1_000],
        ],
        'recipientsOf() must return every open connection of the user, with its connectedAt',
      );
      clock.advance(LIFE - 1_000);
      const rest = await repository.recipientsOf('ada');
      mustEqual(rest.length, 1, 'recipientsOf() returned c1 at its expiresAt: enforce expiry on read');
    },
  },
  {
    title: 'accepts any id, also one that looks like a key',
    async run({ repository, clock }) {
      for (const id of ODD_IDS) await repository.add(connectionOf(clock, id, ['lobby'], id));
      for (const id of ODD_IDS) {
        const found = await repository.find(id);
        mustEqual(
          found?.identity.userId,
          id,
          `find() mixed up the id ${id}: do not split keys at separators`,
        );
        mustEqual(
          await repository.connectionsOf(id),
          [id],
          `connectionsOf() mixed up the user ${id}: do not split keys at separators`,
        );
      }
      mustEqual(
        await walk(repository, 'lobby', 0, 3),
        [...ODD_IDS].sort(),
        'members() must return ids as they were added: do not split or encode them',
      );
      for (const id of ODD_IDS) await repository.remove(id);
      mustEqual(
        await walk(repository, 'lobby'),
        [],
        'remove() left the rows of odd ids behind: do not split keys at separators',
      );
    },
  },
];
