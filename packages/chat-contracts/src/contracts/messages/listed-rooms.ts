import {
  isChatError,
  ROOM_KINDS,
  roomKind,
  type MessageRepository,
  type RoomKind,
} from '@serverless-ws/chat-domain';
import type { Contract } from '../contract.js';
import { BrokenPromise, must, mustEqual } from '../expectation.js';
import { LIFE, ODD_ROOMS, upTo } from '../sample.js';
import type { MessageRepositoryHarness } from './message-repository-harness.js';

/** Pages after which a list that has still a next one counts as endless. */
const MOST_PAGES = 1_000;

/** All rooms of a kind, in alphabetical order, read in pages of `limit`. */
async function listed(
  repository: MessageRepository,
  kind: RoomKind,
  limit = 100,
): Promise<readonly string[]> {
  const rooms: string[] = [];
  let from: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { rooms: found, next } = await repository.rooms({ kind, limit, from });
    must(found.length <= limit, 'rooms() must return at most limit rooms');
    rooms.push(...found);
    if (next === undefined) return rooms.sort();
    from = next;
  }
  throw new BrokenPromise('rooms() has no last page: leave `next` out where the list ends');
}

/** What `rooms` guarantees. */
export const listedRooms: Contract<MessageRepositoryHarness> = [
  {
    title: 'lists every room once, under its kind, however its head was created',
    async run({ repository, clock }) {
      for (const kind of ROOM_KINDS) {
        mustEqual(await listed(repository, kind), [], 'rooms() of an untouched store must be empty');
      }
      const end = clock.now() + LIFE;
      const named = [...ODD_ROOMS, 'private.board', 'private.HEAD', 'dm.x_-1', 'Dm', 'privat', 'lobby2'];
      for (const room of named) await repository.getOrCreate(room, 'e1', clock.now(), end);
      for (const room of upTo(9).map((index) => `sent-${index}`)) {
        await repository.reserveNext(room, 'e1', clock.now(), end);
        await repository.reserveNext(room, 'e1', clock.now(), end + 1);
        await repository.getOrCreate(room, 'e2', clock.now(), end);
      }
      await repository.reserveNext('lobby', 'e1', clock.now());
      await repository.getOrCreate('endless', 'e1', clock.now());
      const all = [...named, ...upTo(9).map((index) => `sent-${index}`), 'lobby', 'endless'];
      for (const kind of ROOM_KINDS) {
        mustEqual(
          await listed(repository, kind),
          all.filter((room) => roomKind(room) === kind).sort(),
          'rooms() must list each room of the kind that has a head, once',
        );
      }
    },
  },
  {
    title: 'lists as many pages as it takes, also while rooms are made',
    async run({ repository, clock }) {
      const end = clock.now() + LIFE;
      const make = (room: string) => repository.getOrCreate(room, 'e1', clock.now(), end);
      const rooms = upTo(25)
        .map((index) => `room-${index}`)
        .sort();
      for (const room of rooms) await make(room);
      for (const limit of [1, 7, 25, 100]) {
        mustEqual(
          await listed(repository, 'public', limit),
          rooms,
          'the pages of rooms() must hold each room once, whatever the limit',
        );
      }
      const [during] = await Promise.all([
        listed(repository, 'public', 2),
        ...upTo(20).map((index) => make(`later-${index}`)),
      ]);
      const seen = during.filter((room) => room.startsWith('room-'));
      mustEqual(seen, rooms, 'rooms() must return rooms that were there all the time, while others are made');
      must(new Set(during).size === during.length, 'rooms() returned a room twice');
    },
  },
  {
    title: 'lists a room as long as its head is there, however often its end is moved',
    needs: 'deletion',
    async run(harness) {
      const { repository, clock } = harness;
      await repository.getOrCreate('den', 'e1', clock.now(), clock.now() + LIFE);
      await repository.getOrCreate('hut', 'e1', clock.now(), clock.now() + LIFE);
      for (const how of upTo(12)) {
        clock.advance(LIFE * 0.9);
        await harness.deleteExpired?.();
        const end = clock.now() + LIFE;
        await repository.getOrCreate('hut', 'e2', clock.now(), end);
        await repository.reserveNext('den', 'e2', clock.now(), how % 3 === 0 ? end + 3 * LIFE : end);
        mustEqual(
          await listed(repository, 'public'),
          ['den', 'hut'],
          'rooms() must list a room until its head has ended: move the end of its row before that of the head',
        );
      }
    },
  },
  {
    title: 'goes on after what no page ended with, or refuses it, as fast as after any other',
    async run({ repository, clock }) {
      await repository.getOrCreate('den', 'e1', clock.now());
      for (const from of [
        '0',
        '3',
        '9',
        '-1',
        '-9999999999',
        '1e9',
        'NaN',
        '0:',
        '3:den',
        '0:a:b',
        'constructor',
      ]) {
        const page = repository.rooms({ kind: 'public', limit: 9, from });
        const outcome = await page.then(
          ({ rooms }) => rooms.every((room) => room === 'den'),
          (error: unknown) => isChatError(error) && error.code === 'bad_request',
        );
        must(outcome, `rooms() from ${from} must be a page of the kind, or bad_request`);
      }
    },
  },
  {
    title: 'forgets a room some time after its head has ended, and lists it again when it begins anew',
    needs: 'deletion',
    async run(harness) {
      const { repository, clock } = harness;
      await repository.reserveNext('den', 'e1', clock.now(), clock.now() + LIFE);
      clock.advance(10 * LIFE);
      await harness.deleteExpired?.();
      mustEqual(await listed(repository, 'public'), [], 'rooms() must forget a room after its end');
      await repository.reserveNext('den', 'e2', clock.now(), clock.now() + LIFE);
      mustEqual(await listed(repository, 'public'), ['den'], 'rooms() must list a room that begins anew');
    },
  },
];
