import type { LogEntry, Message, ReactionMark } from '@serverless-ws/chat-domain';
import type { Contract } from '../contract.js';
import { must, mustEqual } from '../expectation.js';
import { LIFE, messageAt, ODD_IDS, upTo } from '../sample.js';
import type { MessageRepositoryHarness } from './message-repository-harness.js';

const markAt = (seq: number, changes: Partial<ReactionMark> = {}): ReactionMark => ({
  ...{ reaction: '👍', userId: 'ada', seq, on: true },
  ...changes,
});

/** In one order, whatever a store returns. */
const sorted = (marks: readonly ReactionMark[] = []): readonly ReactionMark[] =>
  [...marks].sort((a, b) => a.seq - b.seq);

const marksIn = (entry: LogEntry | null | undefined): readonly ReactionMark[] =>
  entry !== null && entry !== undefined && 'reactions' in entry ? sorted(entry.reactions) : [];

const all = { from: 1, to: 99, order: 'ascending', limit: 99, reactions: true } as const;

/** Reads one message with its reactions. */
async function readOne({ repository }: MessageRepositoryHarness, seq: number): Promise<LogEntry | undefined> {
  return (await repository.read('lobby', { ...all, from: seq, to: seq, limit: 1 }))[0];
}

async function append({ repository, clock }: MessageRepositoryHarness, seq: number): Promise<Message> {
  const message = messageAt(clock, seq);
  await repository.append('lobby', message);
  return message;
}

/** What `react` and `reactions` guarantee, and `read` where it is asked for reactions. */
export const reactingToMessages: Contract<MessageRepositoryHarness> = [
  {
    title: 'notes reactions to a message, and reads them with it where that is asked for',
    async run(harness) {
      const { repository } = harness;
      const message = await append(harness, 1);
      mustEqual(await repository.reactions('lobby', message), [], 'reactions() must be empty at first');
      mustEqual(await readOne(harness, 1), message, 'read() of a message without reactions must have none');
      const users = ODD_IDS.filter((id) => id !== '').map((userId, index) => markAt(index + 2, { userId }));
      const names = ['#', '+1', '__proto__', 'R', '❤️', 'x'.repeat(64)];
      const marks = [
        ...users,
        ...names.map((reaction, index) => markAt(50 + index, { reaction, on: index % 2 === 0 })),
      ];
      for (const mark of marks) await repository.react('lobby', message, mark);
      mustEqual(
        sorted(await repository.reactions('lobby', message)),
        marks,
        'reactions() must return every mark as it was noted: keep any reaction and any id as it is',
      );
      mustEqual(marksIn(await readOne(harness, 1)), marks, 'read() with reactions must return every mark');
      const { reactions, ...plain } = { reactions: undefined, ...(await readOne(harness, 1)) };
      mustEqual(
        [plain, typeof reactions],
        [message, 'object'],
        'read() must change nothing else of a message',
      );
      mustEqual(
        await repository.read('lobby', { ...all, reactions: false }),
        [message],
        'read() without reactions must return the entries alone',
      );
      mustEqual(await repository.find('lobby', 1), message, 'find() must return the entry alone');
      mustEqual(await repository.reactions('den', message), [], 'reactions() must not see another room');
    },
  },
  {
    title: 'ends with the latest change of a reaction, in whatever order changes arrive, and however often',
    async run(harness) {
      const { repository } = harness;
      for (const [index, order] of [
        [5, 6, 7],
        [7, 6, 5],
        [6, 7, 7, 5],
      ].entries()) {
        const message = await append(harness, index + 1);
        for (const seq of order) await repository.react('lobby', message, markAt(seq, { on: seq % 2 === 0 }));
        mustEqual(
          await repository.reactions('lobby', message),
          [markAt(7, { on: false })],
          'react() below a later change must change nothing: compare in the same write',
        );
      }
    },
  },
  {
    title: 'keeps every one of many concurrent changes, also of the first',
    async run(harness) {
      const { repository } = harness;
      const message = await append(harness, 1);
      const marks = upTo(12).map((seq) => markAt(seq, { userId: `user-${seq}` }));
      await Promise.all(marks.map((mark) => repository.react('lobby', message, mark)));
      mustEqual(
        sorted(await repository.reactions('lobby', message)),
        marks,
        'react() lost a concurrent change: change one mark, not the whole',
      );
    },
  },
  {
    title: 'replaces what an earlier log had at the position, also where many react at once',
    async run(harness) {
      const { repository, clock } = harness;
      const earlier = messageAt(clock, 1, { id: 'earlier' });
      await repository.react('lobby', earlier, markAt(90, { userId: 'eve' }));
      const message = await append(harness, 1);
      mustEqual(await repository.reactions('lobby', message), [], 'reactions() must compare the id');
      mustEqual(await readOne(harness, 1), message, 'read() must not show reactions to another message');
      const marks = upTo(6).map((seq) => markAt(seq, { userId: `user-${seq}` }));
      await Promise.all(marks.map((mark) => repository.react('lobby', message, mark)));
      mustEqual(
        sorted(await repository.reactions('lobby', message)),
        marks,
        'react() must replace what is noted for another id, and keep all that is noted for this one',
      );
    },
  },
  {
    title: 'has no reactions from the expiry of their message on',
    async run(harness) {
      const { repository, clock } = harness;
      const message = await append(harness, 1);
      await repository.react('lobby', message, markAt(5));
      clock.advance(LIFE - 1);
      mustEqual(await repository.reactions('lobby', message), [markAt(5)], 'reactions() ended too early');
      clock.advance(1);
      mustEqual(
        await repository.reactions('lobby', message),
        [],
        'reactions() returned a mark at the expiresAt of its message',
      );
      await repository.append('lobby', { ...message, expiresAt: clock.now() + LIFE });
      mustEqual(marksIn(await readOne(harness, 1)), [], 'read() returned a mark that has expired');
    },
  },
  {
    title: 'reads pages of any length in both directions, each message with its reactions',
    async run(harness) {
      const { repository } = harness;
      for (const seq of upTo(9)) {
        const message = await append(harness, seq);
        if (seq % 3 !== 0) await repository.react('lobby', message, markAt(seq));
      }
      const expected = upTo(9).map((seq) => [seq, seq % 3 === 0 ? [] : [markAt(seq)]]);
      const shape = (entries: readonly LogEntry[]) => entries.map((entry) => [entry.seq, marksIn(entry)]);
      for (const limit of upTo(10)) {
        for (const from of [1, 2, 4]) {
          const up = await repository.read('lobby', {
            from,
            to: 8,
            order: 'ascending',
            limit,
            reactions: true,
          });
          const within = expected.slice(from - 1, 8);
          mustEqual(shape(up), within.slice(0, limit), `read() of ${limit} from ${from} up lost a reaction`);
          const down = await repository.read('lobby', {
            from,
            to: 8,
            order: 'descending',
            limit,
            reactions: true,
          });
          mustEqual(
            shape(down),
            within.reverse().slice(0, limit),
            `read() of ${limit} down to ${from} lost a reaction`,
          );
          const bare = await repository.read('lobby', { from, to: 8, order: 'ascending', limit });
          mustEqual(
            bare.map(({ seq }) => seq),
            expected
              .slice(from - 1, 8)
              .slice(0, limit)
              .map(([seq]) => seq),
            'read() without reactions must not count them as entries',
          );
        }
      }
    },
  },
  {
    title: 'reads on past what has expired, and past reactions to it',
    async run(harness) {
      const { repository, clock } = harness;
      for (const seq of upTo(40)) await repository.react('lobby', await append(harness, seq), markAt(seq));
      clock.advance(LIFE);
      for (const seq of [41, 42, 43])
        await repository.react('lobby', await append(harness, seq), markAt(seq));
      const read = await repository.read('lobby', { ...all, limit: 2 });
      mustEqual(
        read.map((entry) => [entry.seq, marksIn(entry).length]),
        [
          [41, 1],
          [42, 1],
        ],
        'read() must continue past expired entries, with all reactions to what it returns',
      );
      const down = await repository.read('lobby', { ...all, order: 'descending', limit: 9 });
      mustEqual(
        down.map(({ seq }) => seq),
        [43, 42, 41],
        'read() descending must end with what is left',
      );
    },
  },
  {
    title: 'says in the head that messages have reactions, from the first on',
    async run({ repository, clock }) {
      const now = clock.now();
      const first = await repository.reserveNext('lobby', 'e1', now, now + LIFE);
      must(!('hasReactions' in first), 'a head must not say so before the first reaction');
      const second = await repository.reserveNext('lobby', 'e1', now, now + LIFE, 'reaction');
      mustEqual(
        second,
        { ...first, seq: 2, nonMessages: 1, hasReactions: true, lastReservedAt: now },
        'reserveNext() for a reaction must return a head that says so',
      );
      mustEqual(await repository.reserveNext('lobby', 'e1', now), { ...second, seq: 3 }, 'it must stay so');
      await repository.startEpoch('lobby', 'e2');
      await repository.doubleShards('lobby', 1);
      mustEqual((await repository.head('lobby'))?.hasReactions, true, 'it must stay so in another epoch');
      const late = await repository.reserveNext('den', 'e1', now, now + LIFE, 'reaction');
      mustEqual(
        [late.seq, late.hasReactions],
        [1, true],
        'reserveNext() must create such a head in one write',
      );
    },
  },
];
