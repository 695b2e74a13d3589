import type { LogEntry } from '@serverless-ws/chat-domain';
import type { Contract } from '../contract.js';
import { must, mustEqual } from '../expectation.js';
import { LIFE, messageAt, ODD_IDS, ODD_META, ODD_ROOMS, upTo } from '../sample.js';
import type { MessageRepositoryHarness } from './message-repository-harness.js';

/** What `append`, `find` and `replace` guarantee. */
export const logEntries: Contract<MessageRepositoryHarness> = [
  {
    title: 'returns every kind of entry as it was appended',
    async run({ repository, clock }) {
      const { text, kind, ...rest } = messageAt(clock, 3, { clientMessageId: 'm-3' });
      const entries: readonly LogEntry[] = [
        messageAt(clock, 1),
        messageAt(clock, 2, { kind: 'announcement', clientMessageId: '~!#', text: 'ä\n数据 😀 "{}"' }),
        { ...rest, kind: 'tombstone' },
        { ...messageAt(clock, 4), text, kind },
        { kind: 'filler', seq: 5, reservedAt: clock.now(), expiresAt: clock.now() + LIFE },
        { ...omitText(messageAt(clock, 6)), kind: 'deletion', target: { seq: 2, id: 'id-2' } },
        messageAt(clock, 7, { text: '', meta: ODD_META, mentions: ['bob', 'größe'] }),
        messageAt(clock, 8, { meta: {}, mentions: [], replyTo: { seq: 1, id: 'id-1' } }),
        messageAt(clock, 9, { edited: { seq: 12, at: clock.now() } }),
        {
          ...omitText(messageAt(clock, 10, { clientMessageId: 'm-10' })),
          kind: 'edit',
          target: { seq: 1, id: 'id-1' },
        },
        { ...omitText(messageAt(clock, 11)), kind: 'edit', target: { seq: 1, id: 'id-1' } },
        {
          ...omitText(messageAt(clock, 12, { clientMessageId: 'm-12' })),
          ...{ kind: 'reaction', target: { seq: 1, id: 'id-1' }, reaction: '👍', on: true },
        },
        {
          ...omitText(messageAt(clock, 13)),
          ...{ kind: 'reaction', target: { seq: 1, id: 'id-1' }, reaction: '#', on: false },
        },
        messageAt(clock, 14, { pushed: true }),
        { ...omitText(messageAt(clock, 15)), kind: 'tombstone', pushed: true },
        { ...omitText(messageAt(clock, 16)), kind: 'deletion', target: { seq: 7, id: 'id-7' }, pushed: true },
      ];
      for (const entry of entries) {
        mustEqual(
          await repository.append('lobby', entry),
          null,
          'append() at an empty position must return null',
        );
        mustEqual(
          await repository.find('lobby', entry.seq),
          entry,
          `find() must return a ${entry.kind} as it was appended, without a field more or less`,
        );
      }
      const all = await repository.read('lobby', { from: 1, to: 99, order: 'ascending', limit: 99 });
      mustEqual(all, entries, 'read() must return entries as they were appended');
      mustEqual(await repository.find('lobby', 17), null, 'find() of an empty position must be null');
      mustEqual(await repository.find('den', 1), null, 'find() must not see the log of another room');
    },
  },
  {
    title: 'returns the other user of an entry of a direct room, whatever its kind',
    async run({ repository, clock }) {
      for (const [index, to] of ODD_IDS.entries()) {
        const message = messageAt(clock, 3 * index + 1, { to });
        const entries: readonly LogEntry[] = [
          message,
          { ...omitText(messageAt(clock, 3 * index + 2, { to })), kind: 'tombstone' },
          {
            ...omitText(messageAt(clock, 3 * index + 3, { to })),
            kind: 'deletion',
            target: { seq: message.seq, id: message.id },
          },
        ];
        for (const entry of entries) {
          await repository.append('dm.x', entry);
          const found = await repository.find('dm.x', entry.seq);
          mustEqual(found, entry, `find() must return a ${entry.kind} with the other user`);
        }
      }
    },
  },
  {
    title: 'never changes a position that is filled, and returns what is there',
    async run({ repository, clock }) {
      const first = messageAt(clock, 1);
      await repository.append('lobby', first);
      const second = messageAt(clock, 1, { id: 'other', text: 'other' });
      mustEqual(
        await repository.append('lobby', second),
        first,
        'append() must return the entry that is there',
      );
      mustEqual(await repository.find('lobby', 1), first, 'append() overwrote an entry: put only if absent');
    },
  },
  {
    title: 'stores one of many at the same position, and returns it to all others',
    async run({ repository, clock }) {
      for (const seq of upTo(5)) {
        const contenders = upTo(10).map((index) => messageAt(clock, seq, { id: `contender-${index}` }));
        const there = await Promise.all(contenders.map((contender) => repository.append('lobby', contender)));
        const stored = await repository.find('lobby', seq);
        must(
          there.filter((entry) => entry === null).length === 1,
          'of concurrent append() exactly one must store: put only if absent',
        );
        const winner = contenders[there.indexOf(null)];
        mustEqual(stored, winner, 'append() must keep the entry of the call that returned null');
        const losers = there.filter((entry) => entry !== null);
        mustEqual(
          losers,
          losers.map(() => stored),
          'append() must return the entry that was stored to every other caller',
        );
      }
    },
  },
  {
    title: 'treats the position of an entry at its expiresAt as empty',
    async run({ repository, clock }) {
      await repository.append('lobby', messageAt(clock, 1));
      clock.advance(LIFE - 1);
      must(
        (await repository.find('lobby', 1)) !== null,
        'find() lost an entry a millisecond before its expiresAt: compare with >',
      );
      clock.advance(1);
      mustEqual(
        await repository.find('lobby', 1),
        null,
        'find() returned an entry at its expiresAt: enforce expiry on read',
      );
      const range = { from: 1, to: 9, order: 'ascending', limit: 9 } as const;
      mustEqual(
        await repository.read('lobby', range),
        [],
        'read() returned an entry at its expiresAt: enforce expiry on read',
      );
      const tombstone = { ...omitText(messageAt(clock, 1)), kind: 'tombstone' } as const;
      must(
        !(await repository.replace('lobby', tombstone, 'message')),
        'replace() of an expired entry must be false',
      );
      const anew = messageAt(clock, 1, { id: 'anew' });
      mustEqual(
        await repository.append('lobby', anew),
        null,
        'append() over an expired entry must return null: put if absent or expired',
      );
      mustEqual(await repository.find('lobby', 1), anew, 'append() must store over an expired entry');
    },
  },
  {
    title: 'replaces an entry of the kind expected, and no other',
    async run({ repository, clock }) {
      const message = messageAt(clock, 1);
      const tombstone = { ...omitText(message), kind: 'tombstone' } as const;
      must(
        !(await repository.replace('lobby', tombstone, 'message')),
        'replace() of an empty position must be false',
      );
      mustEqual(await repository.find('lobby', 1), null, 'replace() must store nothing at an empty position');
      await repository.append('lobby', message);
      must(
        !(await repository.replace('lobby', tombstone, 'announcement')),
        'replace() must be false where the entry is of another kind than expected',
      );
      must(
        !(await repository.replace('lobby', { ...tombstone, id: 'another' }, 'message')),
        'replace() must be false where the entry has another id: compare kind and id in the same write',
      );
      mustEqual(await repository.find('lobby', 1), message, 'replace() that is false must change nothing');
      const both = await Promise.all(upTo(2).map(() => repository.replace('lobby', tombstone, 'message')));
      must(
        both.filter(Boolean).length === 1,
        'of two concurrent replace() exactly one must be true: replace only if the kind is still the one expected',
      );
      mustEqual(
        await repository.find('lobby', 1),
        tombstone,
        'replace() must store the new entry whole, and nothing of the old one',
      );
    },
  },
  {
    title: 'takes an entry of a kind that it does not know for a filler, and keeps it',
    needs: 'later-releases',
    async run({ repository, clock, storeUnknown }) {
      const [reservedAt, expiresAt] = [clock.now(), clock.now() + LIFE];
      await repository.append('lobby', messageAt(clock, 1));
      must(storeUnknown !== undefined, 'the harness must store a kind that the adapter does not know');
      await storeUnknown('lobby', 2, reservedAt, expiresAt);
      await repository.append('lobby', messageAt(clock, 3));
      const filler: LogEntry = { kind: 'filler', seq: 2, reservedAt, expiresAt };
      mustEqual(await repository.find('lobby', 2), filler, 'find() of an unknown kind must be a filler');
      const range = { from: 1, to: 9, order: 'ascending', limit: 9 } as const;
      mustEqual(
        await repository.read('lobby', range),
        [messageAt(clock, 1), filler, messageAt(clock, 3)],
        'read() must return an unknown kind as a filler, among the entries it knows',
      );
      mustEqual(
        await repository.append('lobby', messageAt(clock, 2)),
        filler,
        'append() must return an unknown kind as the filler that is there',
      );
      must(
        !(await repository.replace('lobby', messageAt(clock, 2), 'message')),
        'replace() must not replace an unknown kind',
      );
    },
  },
  {
    title: 'accepts any id and any room',
    async run({ repository, clock }) {
      for (const [index, id] of ODD_IDS.entries()) {
        const entry = messageAt(clock, index + 1, { id, sender: { id, name: id }, text: id });
        await repository.append('lobby', entry);
        mustEqual(
          await repository.find('lobby', index + 1),
          entry,
          `find() changed an entry by ${id}: keep any text as it is`,
        );
      }
      for (const room of ODD_ROOMS) {
        const entry = messageAt(clock, 1, { text: room });
        mustEqual(
          await repository.append(room, entry),
          null,
          `append() mixed up the room ${room} with another: a room may be named like a key`,
        );
        mustEqual(
          await repository.find(room, 1),
          entry,
          `find() mixed up the room ${room} with another: a room may be named like a key`,
        );
      }
    },
  },
];

function omitText<T extends { readonly text: string }>(message: T): Omit<T, 'text'> {
  const { text, ...rest } = message;
  must(text !== '', 'a sample has a text');
  return rest;
}
