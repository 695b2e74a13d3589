import type { UserRoom } from '@serverless-ws/chat-domain';
import type { Contract } from '../contract.js';
import { must, mustEqual } from '../expectation.js';
import { LIFE, ODD_IDS, ODD_ROOMS, upTo } from '../sample.js';
import type { UserRoomRepositoryHarness } from './user-room-repository-harness.js';

const mark = { epoch: 'e1', seq: 3, nonMessages: 1 };

/** A row without its end. */
function content(row: UserRoom | null): object | null {
  return row && { room: row.room, mark: row.mark, peer: row.peer };
}

/** All rooms of a user, page by page. */
async function allRooms(
  { repository }: UserRoomRepositoryHarness,
  userId: string,
  limit: number,
): Promise<readonly UserRoom[]> {
  const rooms: UserRoom[] = [];
  let after: string | undefined;
  do {
    const page = await repository.list(userId, { limit, after });
    must(page.rooms.length <= limit, 'list() must return no more rows than the limit');
    rooms.push(...page.rooms);
    after = page.next;
  } while (after !== undefined);
  return rooms;
}

/** What `UserRoomRepository` guarantees about which rooms a user has. */
export const following: Contract<UserRoomRepositoryHarness> = [
  {
    title: 'has no row by default, and sees each that was written',
    async run({ repository, clock }) {
      mustEqual(await repository.find('ada', 'tea'), null, 'find() of a room not followed must be null');
      mustEqual(
        await repository.list('ada', { limit: 9 }),
        { rooms: [] },
        'list() of a user without rooms must be empty',
      );
      await repository.follow('ada', { room: 'tea' }, clock.now() + LIFE);
      mustEqual(
        await repository.find('ada', 'tea'),
        { room: 'tea', keptUntil: clock.now() + LIFE },
        'find() missed a follow: read consistently',
      );
      mustEqual(
        await repository.list('ada', { limit: 9 }),
        { rooms: [{ room: 'tea', keptUntil: clock.now() + LIFE }] },
        'list() missed a follow: read consistently',
      );
      mustEqual(await repository.list('bob', { limit: 9 }), { rooms: [] }, 'list() must return own rows');
    },
  },
  {
    title: 'keeps mark and peer when a room is followed again',
    async run({ repository, clock }) {
      const end = clock.now() + LIFE;
      const peer = { id: 'bob', name: 'Bob' };
      await repository.follow('ada', { room: 'dm.1', peer: { id: 'bob' } }, end);
      mustEqual(
        content(await repository.find('ada', 'dm.1')),
        { room: 'dm.1', peer: { id: 'bob' } },
        'follow() must store a peer without a name',
      );
      await repository.follow('ada', { room: 'dm.1', peer }, end);
      await repository.mark('ada', 'dm.1', mark, { known: null, keptUntil: end });
      await repository.follow('ada', { room: 'dm.1', peer: { id: 'bob' } }, end);
      mustEqual(
        content(await repository.find('ada', 'dm.1')),
        { room: 'dm.1', peer, mark },
        'follow() must keep the mark and the name of the peer',
      );
      await repository.follow('ada', { room: 'dm.1', peer: { id: 'bob', name: 'Robert' } }, end);
      mustEqual(
        (await repository.find('ada', 'dm.1'))?.peer,
        { id: 'bob', name: 'Robert' },
        'follow() must store a new name of the peer',
      );
    },
  },
  {
    title: 'ends a row when it was last told to',
    async run({ repository, clock }) {
      const start = clock.now();
      await repository.follow('ada', { room: 'tea' }, start + LIFE);
      await repository.follow('ada', { room: 'den' }, start + LIFE);
      await repository.follow('ada', { room: 'den' }, start + 2 * LIFE);
      await repository.follow('ada', { room: 'hut' }, start + LIFE);
      await repository.mark('ada', 'hut', mark, { known: null, keptUntil: start + 2 * LIFE });
      clock.advance(LIFE);
      mustEqual(await repository.find('ada', 'tea'), null, 'find() must enforce the end of a row');
      const { rooms } = await repository.list('ada', { limit: 9 });
      mustEqual(
        rooms.map(({ room }) => room),
        ['den', 'hut'],
        'list() must leave out rows that have ended; follow() and mark() must move the end',
      );
    },
  },
  {
    title: 'never moves the end of a row back, however late a write comes',
    async run({ repository, clock }) {
      const end = clock.now() + 2 * LIFE;
      await repository.follow('ada', { room: 'dm.1', peer: { id: 'bob' } }, end);
      await repository.follow('ada', { room: 'dm.1', peer: { id: 'bob', name: 'Bob' } }, end - LIFE);
      must(
        await repository.mark('ada', 'dm.1', mark, { known: null, keptUntil: end - LIFE }),
        'mark() must move the mark also where it would end the row earlier',
      );
      mustEqual(
        await repository.find('ada', 'dm.1'),
        { room: 'dm.1', peer: { id: 'bob', name: 'Bob' }, mark, keptUntil: end },
        'follow() and mark() must keep a later end, and write the rest',
      );
      const ends = upTo(9).map((index) => end + ((index * 4) % 9));
      await Promise.all(ends.map((one) => repository.follow('ada', { room: 'dm.1' }, one)));
      mustEqual(
        (await repository.find('ada', 'dm.1'))?.keptUntil,
        Math.max(...ends),
        'concurrent follow() must end at the latest end: compare in the same write',
      );
    },
  },
  {
    title: 'begins anew with a row that has ended, deleted or not',
    async run({ repository, clock }) {
      await repository.mark('ada', 'tea', mark, { known: null, keptUntil: clock.now() + LIFE });
      clock.advance(LIFE);
      const late = { epoch: 'e2', seq: 1, nonMessages: 0 };
      const keptUntil = clock.now() + LIFE;
      must(
        await repository.mark('ada', 'tea', late, { known: null, keptUntil }),
        'mark() must take a row that has ended for none',
      );
      mustEqual((await repository.find('ada', 'tea'))?.mark, late, 'find() must return the new mark');
    },
  },
  {
    title: 'forgets a room with its mark',
    async run({ repository, clock }) {
      const keptUntil = clock.now() + LIFE;
      await repository.mark('ada', 'tea', mark, { known: null, keptUntil });
      await repository.follow('ada', { room: 'den' }, keptUntil);
      await repository.unfollow('ada', 'tea');
      await repository.unfollow('ada', 'tea');
      mustEqual(await repository.find('ada', 'tea'), null, 'unfollow() must delete the row');
      mustEqual(
        await repository.list('ada', { limit: 9 }),
        { rooms: [{ room: 'den', keptUntil }] },
        'unfollow() must delete one row',
      );
      await repository.follow('ada', { room: 'tea' }, keptUntil);
      mustEqual(
        await repository.find('ada', 'tea'),
        { room: 'tea', keptUntil },
        'unfollow() must delete the mark',
      );
    },
  },
  {
    title: 'lists each room once, whatever the size of a page',
    async run(harness) {
      const names = [...ODD_ROOMS, ...upTo(20).map((index) => `room-${index}`)];
      const end = harness.clock.now() + LIFE;
      for (const room of names) await harness.repository.follow('ada', { room }, end);
      for (const limit of [1, 7, 100]) {
        const rooms = await allRooms(harness, 'ada', limit);
        mustEqual(
          rooms.map(({ room }) => room).sort(),
          [...names].sort(),
          `list() in pages of ${limit} must return each room once`,
        );
      }
    },
  },
  {
    title: 'distinguishes users, whatever they look like',
    async run(harness) {
      const end = harness.clock.now() + LIFE;
      for (const [index, userId] of ODD_IDS.entries())
        await harness.repository.follow(userId, { room: `room-${index}` }, end);
      for (const [index, userId] of ODD_IDS.entries()) {
        mustEqual(
          await allRooms(harness, userId, 9),
          [{ room: `room-${index}`, keptUntil: end }],
          `list() mixed up ${userId} with another user: do not split keys at separators`,
        );
      }
    },
  },
];
