import type { Contract } from '../contract.js';
import { must, mustEqual } from '../expectation.js';
import { connectionOf, LIFE, ODD_ROOMS, upTo } from '../sample.js';
import type { ConnectionRepositoryHarness } from './connection-repository-harness.js';
import { join, rowsOf, walk } from './connection-repository-harness.js';

const GONE = { outcome: 'gone' };

/** What `join` and `leave` guarantee to one caller at a time. */
export const joiningRooms: Contract<ConnectionRepositoryHarness> = [
  {
    title: 'puts a connection into a room, with the age of the connection on its row',
    async run(harness) {
      const { repository, clock } = harness;
      const ada = connectionOf(clock, 'c1', ['lobby']);
      await repository.add(ada);
      clock.advance(1_000);
      const membership = { room: 'den', shard: 2 };
      mustEqual(
        await join(harness, ada, membership),
        { outcome: 'joined', membership },
        'join() must return joined, with the membership it wrote',
      );
      const { members } = await repository.members('den', 2, { limit: 10 });
      const recipient = { connectionId: 'c1', connectedAt: ada.connectedAt, until: ada.expiresAt };
      mustEqual(
        members,
        [recipient],
        'members() must return when the connection was added, not when it joined, and when the membership ends',
      );
      const rooms = (await repository.find('c1'))?.memberships.map(({ room }) => room).sort();
      mustEqual(
        rooms,
        ['den', 'lobby'],
        'find() must list a room that was joined: keep the membership with the connection',
      );
    },
  },
  {
    title:
      'returns gone, and leaves no row, where the connection is missing, is another user’s or has expired',
    async run(harness) {
      const { repository, clock } = harness;
      const ada = connectionOf(clock, 'c1', [], 'ada');
      const membership = { room: 'den', shard: 0 };
      mustEqual(
        await join(harness, ada, membership),
        GONE,
        'join() of an unknown connection must return gone',
      );
      mustEqual(
        await walk(repository, 'den'),
        [],
        'join() of an unknown connection left a row behind: write it only if the connection exists',
      );
      await repository.add(ada);
      const forged = connectionOf(clock, 'c1', [], 'mallory');
      mustEqual(
        await join(harness, forged, membership),
        GONE,
        'join() trusted another user’s connection id: compare identity.userId with the stored one',
      );
      mustEqual(
        await walk(repository, 'den'),
        [],
        'join() for another user left a row behind: return gone before writing, or undo it',
      );
      clock.advance(LIFE);
      mustEqual(
        await join(harness, ada, membership),
        GONE,
        'join() of a connection at its expiresAt must return gone',
      );
      clock.advance(-LIFE);
      mustEqual(
        await walk(repository, 'den'),
        [],
        'join() of an expired connection left a row behind: return gone before writing, or undo it',
      );
    },
  },
  {
    title: 'returns full, and leaves no row, in the maximum of rooms, but lets a member join again',
    async run({ repository, clock }) {
      const ada = connectionOf(clock, 'c1', ['a', 'b']);
      await repository.add(ada);
      const outcome = await repository.join(ada, { room: 'den', shard: 0 }, 2);
      mustEqual(outcome, { outcome: 'full' }, 'join() must return full for a room over the maximum');
      mustEqual(
        await walk(repository, 'den'),
        [],
        'join() left a row behind although full: count before writing, or undo it',
      );
      const again = await repository.join(ada, { room: 'a', shard: 0 }, 2);
      mustEqual(again.outcome, 'joined', 'join() must not count a room twice that the connection is in');
    },
  },
  {
    title: 'keeps the shard of a membership, so that no member has two rows',
    async run(harness) {
      const { repository, clock } = harness;
      const ada = connectionOf(clock, 'c1', [{ room: 'den', shard: 1 }]);
      await repository.add(ada);
      const outcome = await join(harness, { ...ada, memberships: [] }, { room: 'den', shard: 3 });
      mustEqual(
        outcome,
        { outcome: 'joined', membership: { room: 'den', shard: 1 } },
        'join() must return the existing membership: a member stays in its shard',
      );
      mustEqual(
        await rowsOf(repository, 'c1', 'den'),
        [1],
        'join() created a second row or lost the first: write to the existing shard',
      );
    },
  },
  {
    title: 'removes a connection from one room, once',
    async run(harness) {
      const { repository, clock } = harness;
      await repository.add(connectionOf(clock, 'c1', ['lobby', { room: 'den', shard: 2 }]));
      must(
        await repository.leave('c1', 'den'),
        'leave() must return true when the connection was in the room',
      );
      mustEqual(
        await walk(repository, 'den', 2),
        [],
        'leave() must delete the row, in the shard of the membership',
      );
      mustEqual(await walk(repository, 'lobby'), ['c1'], 'leave() must delete the row of its own room only');
      const left = await repository.find('c1');
      mustEqual(
        left?.memberships,
        [{ room: 'lobby', shard: 0 }],
        'find() still lists the room that was left: delete the membership from the connection',
      );
      must(!(await repository.leave('c1', 'den')), 'leave() of a room that was left must be false');
      must(!(await repository.leave('c9', 'den')), 'leave() of an unknown connection must be false');
    },
  },
  {
    title: 'holds a hundred rooms, whatever their names, and returns all of them on removal',
    async run(harness) {
      const { repository, clock } = harness;
      const many = upTo(100 - ODD_ROOMS.length).map((index) => `room-${index}`);
      const ada = connectionOf(clock, 'c1', many);
      await repository.add(ada);
      for (const room of ODD_ROOMS) {
        const { outcome } = await join(harness, ada, { room, shard: 0 });
        must(
          outcome === 'joined',
          `join() of room ${room} was ${outcome}: a room may be named like a property`,
        );
      }
      mustEqual((await repository.find('c1'))?.memberships.length, 100, 'find() must know a hundred rooms');
      mustEqual((await repository.remove('c1'))?.memberships.length, 100, 'remove() must return all rooms');
      for (const room of [...ODD_ROOMS, ...many]) {
        mustEqual(
          await walk(repository, room),
          [],
          `remove() left a row in ${room}: delete all rows, in as many requests as that takes`,
        );
      }
    },
  },
];
