import type { Contract } from '../contract.js';
import { must, mustEqual } from '../expectation.js';
import { connectionOf, LIFE } from '../sample.js';
import type { ConnectionRepositoryHarness } from './connection-repository-harness.js';
import { join, walk } from './connection-repository-harness.js';

/** Milliseconds, well within the life of a connection. */
const SOON = LIFE / 4;

/** What the repository guarantees about rights that end before their connection does. */
export const endingMemberships: Contract<ConnectionRepositoryHarness> = [
  {
    title: 'ends every membership with the token, and keeps the connection',
    async run(harness) {
      const { repository, clock } = harness;
      const ada = connectionOf(clock, 'c1', ['lobby'], 'ada');
      const end = clock.now() + SOON;
      const brief = { ...ada, identity: { ...ada.identity, expiresAt: end } };
      await repository.add(brief);
      await join(harness, brief, { room: 'den', shard: 0 });
      for (const room of ['lobby', 'den']) {
        const { members } = await repository.members(room, 0, { limit: 10 });
        mustEqual(
          members,
          [{ connectionId: 'c1', connectedAt: ada.connectedAt, until: end }],
          `members() of ${room} must say that a membership ends with the token: keep membershipEnd() on its row`,
        );
      }
      clock.advance(SOON - 1);
      mustEqual(await walk(repository, 'den'), ['c1'], 'members() lost c1 before its token expired');
      clock.advance(1);
      for (const room of ['lobby', 'den']) {
        mustEqual(
          await walk(repository, room),
          [],
          `members() of ${room} returned c1, whose token has expired`,
        );
      }
      must((await repository.find('c1')) !== null, 'find() must return a connection whose token has expired');
      mustEqual(
        await repository.connectionsOf('ada'),
        ['c1'],
        'connectionsOf() must return a connection whose token has expired: it is still open',
      );
    },
  },
  {
    title: 'returns the connections of a user with the end of their token, or their own',
    async run({ repository, clock }) {
      const ada = connectionOf(clock, 'c1', [], 'ada');
      const end = clock.now() + SOON;
      await repository.add(ada);
      await repository.add({
        ...ada,
        connectionId: 'c2',
        identity: { ...ada.identity, expiresAt: end },
      });
      await repository.add(connectionOf(clock, 'c3', ['lobby'], 'bob'));
      const { connectedAt } = ada;
      const own = { connectionId: 'c1', connectedAt, until: ada.expiresAt };
      mustEqual(
        [...(await repository.recipientsOf('ada'))].sort((a, b) =>
          a.connectionId < b.connectionId ? -1 : 1,
        ),
        [own, { connectionId: 'c2', connectedAt, until: end }],
        'recipientsOf() must return every open connection of the user, with the end of its token',
      );
      mustEqual(await repository.recipientsOf('eve'), [], 'recipientsOf() of an unknown user must be empty');
      clock.advance(LIFE);
      mustEqual(
        await repository.recipientsOf('ada'),
        [],
        'recipientsOf() returned a connection past its expiresAt',
      );
    },
  },
  {
    title: 'ends a guest’s membership with the invitation, and keeps the others',
    async run(harness) {
      const { repository, clock } = harness;
      const ada = connectionOf(clock, 'c1', ['lobby']);
      await repository.add(ada);
      const membership = { room: 'private.den', shard: 1, until: clock.now() + SOON };
      mustEqual(
        await join(harness, ada, membership),
        { outcome: 'joined', membership },
        'join() must return the membership it wrote, with its end',
      );
      const stored = await repository.find('c1');
      mustEqual(
        stored?.memberships.find(({ room }) => room === membership.room),
        membership,
        'find() must return when a membership ends',
      );
      const { members } = await repository.members('private.den', 1, { limit: 10 });
      mustEqual(members[0]?.until, membership.until, 'members() must return when the membership ends');
      mustEqual(
        members[0]?.isGuest,
        true,
        'members() must say that a member whose membership ends is a guest',
      );
      clock.advance(SOON);
      mustEqual(await walk(repository, 'private.den', 1), [], 'members() returned a membership at its end');
      mustEqual(await walk(repository, 'lobby'), ['c1'], 'members() lost a membership that has not ended');
      must(
        await repository.leave('c1', 'private.den'),
        'leave() must remove a membership that has ended, too',
      );
      mustEqual(
        (await repository.find('c1'))?.memberships,
        [{ room: 'lobby', shard: 0 }],
        'leave() must delete the membership with its end',
      );
    },
  },
  {
    title: 'keeps the end of an existing membership when its connection joins again',
    async run(harness) {
      const { repository, clock } = harness;
      const ada = connectionOf(clock, 'c1', ['lobby']);
      await repository.add(ada);
      const until = clock.now() + SOON;
      const first = { room: 'private.den', shard: 1, until };
      await join(harness, ada, first);
      for (const other of [{ until: 0 }, { until: until + SOON }, {}]) {
        mustEqual(
          await join(harness, ada, { room: 'private.den', shard: 2, ...other }),
          { outcome: 'joined', membership: first },
          'join() must return the existing membership as it is, end included: only changeEnd() changes that',
        );
        const { members } = await repository.members('private.den', 1, { limit: 10 });
        mustEqual(members[0]?.until, until, 'join() must leave the end on an existing row as it is');
      }
    },
  },
];
