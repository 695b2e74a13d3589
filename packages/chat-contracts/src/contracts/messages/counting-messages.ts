import type { ReservationPurpose } from '@serverless-ws/chat-domain';
import type { Contract } from '../contract.js';
import { must, mustEqual } from '../expectation.js';
import { LIFE, messageAt, recordAt, upTo } from '../sample.js';
import type { MessageRepositoryHarness } from './message-repository-harness.js';

const countOf = async ({ repository }: MessageRepositoryHarness) =>
  (await repository.head('lobby'))?.nonMessages ?? 0;

const unsentOf = async ({ repository }: MessageRepositoryHarness) =>
  (await repository.head('lobby'))?.unsent ?? [];

/** What `MessageRepository` guarantees about how many positions are for messages. */
export const countingMessages: Contract<MessageRepositoryHarness> = [
  {
    title: 'counts the positions that are reserved for no message, in the same write',
    async run(harness) {
      const { repository, clock } = harness;
      const end = clock.now() + LIFE;
      const reserve = async (purpose?: ReservationPurpose) => {
        const { seq, nonMessages = 0 } = await repository.reserveNext(
          'lobby',
          'e1',
          clock.now(),
          end,
          purpose,
        );
        return [seq, nonMessages];
      };
      mustEqual(await reserve(), [1, 0], 'reserveNext() is for a message unless told');
      mustEqual(await reserve('other'), [2, 1], 'reserveNext() for no message must add one to nonMessages');
      mustEqual(
        await reserve('message'),
        [3, 1],
        'reserveNext() for a message must leave nonMessages as it is',
      );
      await repository.startEpoch('lobby', 'e2');
      await repository.getOrCreate('lobby', 'e2', clock.now(), end);
      mustEqual(await countOf(harness), 1, 'a new epoch continues the count, as it continues the numbering');
      const counts = await Promise.all(
        upTo(10).map((index) => reserve(index % 2 === 0 ? 'message' : 'other')),
      );
      const ordered = [...counts].sort(([a = 0], [b = 0]) => a - b).map(([, count = 0]) => count);
      must(
        ordered.every((count, index) => index === 0 || count >= (ordered[index - 1] ?? 0)),
        'concurrent reserveNext(): nonMessages must grow with seq; add to both in one write',
      );
      mustEqual(await countOf(harness), 6, 'concurrent reserveNext() must each be counted');
    },
  },
  {
    title: 'counts from the first position of a room, also without an end',
    async run({ repository, clock }) {
      const first = await repository.reserveNext('lobby', 'e1', clock.now(), undefined, 'other');
      mustEqual([first.seq, first.nonMessages], [1, 1], 'reserveNext() of a new room must count as well');
    },
  },
  {
    title: 'keeps the count of an entry and of a record',
    async run({ repository, clock }) {
      await repository.reserveNext('lobby', 'e1', clock.now());
      for (const nonMessages of [0, 7]) {
        const entry = messageAt(clock, nonMessages + 1, { nonMessages });
        await repository.append('lobby', entry);
        mustEqual(await repository.find('lobby', entry.seq), entry, 'append() must keep nonMessages');
        const record = recordAt(clock, 1, { clientMessageId: `m-${nonMessages}`, nonMessages });
        await repository.putIfAbsent(record);
        mustEqual(
          await repository.findIdempotencyRecord('ada', record.clientMessageId),
          record,
          'putIfAbsent() must keep nonMessages',
        );
      }
    },
  },
  {
    title: 'notes unsent positions, however often and by however many readers',
    async run(harness) {
      const { repository, clock } = harness;
      for (let left = 12; left > 0; left -= 1) await repository.reserveNext('lobby', 'e1', clock.now());
      await repository.noteUnsent('lobby', 'e1', { add: [], drop: [] });
      mustEqual(await unsentOf(harness), [], 'noteUnsent() of nothing must change nothing');
      await repository.noteUnsent('lobby', 'e1', { add: [10, 2], drop: [] });
      await repository.noteUnsent('lobby', 'e1', { add: [10, 2], drop: [] });
      mustEqual(await unsentOf(harness), [2, 10], 'noteUnsent() must take each in once, in ascending order');
      await Promise.all(
        [3, 4, 5].map((seq) => repository.noteUnsent('lobby', 'e1', { add: [seq], drop: [2] })),
      );
      mustEqual(await unsentOf(harness), [3, 4, 5, 10], 'concurrent noteUnsent() lost a position');
      const { seq, unsent } = await repository.reserveNext('lobby', 'e1', clock.now());
      mustEqual([seq, unsent], [13, [3, 4, 5, 10]], 'reserveNext() must keep unsent and return it');
      await repository.noteUnsent('lobby', 'e1', { add: [], drop: [3, 4, 5, 10] });
      mustEqual(await unsentOf(harness), [], 'noteUnsent() must drop positions, all of them if told');
    },
  },
  {
    title: 'notes nothing in a log of another epoch, nor in a room without one',
    async run(harness) {
      const { repository, clock } = harness;
      await repository.noteUnsent('lobby', 'e1', { add: [1], drop: [] });
      mustEqual(await repository.head('lobby'), null, 'noteUnsent() must not create a head');
      await repository.reserveNext('lobby', 'e1', clock.now());
      await repository.noteUnsent('lobby', 'e2', { add: [1], drop: [] });
      mustEqual(await unsentOf(harness), [], 'noteUnsent() must compare the epoch, in the same write');
    },
  },
  {
    title: 'returns recent heads as they are or were, and no others',
    async run({ repository, clock }) {
      mustEqual(await repository.recentHeads([]), [], 'recentHeads() of no rooms must be empty');
      const past: string[] = [];
      for (const room of ['lobby', 'den', 'lobby', 'hut']) {
        const head = await repository.reserveNext(room, `epoch-of-${room}`, clock.now());
        past.push(`${room} ${head.epoch} ${head.seq}`);
      }
      const heads = await repository.recentHeads(['lobby', 'den', 'lobby', 'empty']);
      const found = heads.map(({ room, epoch, seq }) => `${room} ${epoch} ${seq}`);
      must(
        found.every((one) => past.includes(one)),
        'recentHeads() must return each head as it is or was',
      );
      must(!found.includes(past[3] ?? ''), 'recentHeads() must return those of the rooms asked for');
      must(
        new Set(heads.map(({ room }) => room)).size === heads.length,
        'recentHeads() must find each head once',
      );
    },
  },
];
