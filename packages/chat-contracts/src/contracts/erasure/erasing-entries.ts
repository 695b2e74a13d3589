import { ERASED, erasedEntry } from '@serverless-ws/chat-domain';
import type { Contract } from '../contract.js';
import { must, mustEqual } from '../expectation.js';
import { messageAt, ODD_META, ODD_ROOMS } from '../sample.js';
import type { UserDataRepositoryHarness } from './user-data-repository-harness.js';

const target = { seq: 1, id: 'id-1' };
const own = (id: string, room = 'lobby', userId = 'ada') => ({ room, userId, id });

/** What is erased at the positions of a log. */
export const erasingEntries: Contract<UserDataRepositoryHarness> = [
  {
    title: 'replaces an entry by what may be left of it, whole, and again',
    async run({ userData, messages, clock }) {
      const sample = messageAt(clock, 1, {
        ...{ meta: ODD_META, mentions: ['bob'], clientMessageId: 'm-1', to: 'bob', nonMessages: 3 },
        ...{ replyTo: target, replaced: true, edited: { seq: 9, at: 9 } },
      });
      const { seq, id, reservedAt, expiresAt, sender } = messageAt(clock, 2);
      const reacted = { kind: 'reaction', target, reaction: '👍', on: true } as const;
      const reaction = { seq, id, reservedAt, expiresAt, sender, ...reacted };
      for (const entry of [sample, reaction]) {
        await messages.append('lobby', entry);
        const left = erasedEntry(entry);
        for (const isThere of [true, false]) {
          mustEqual(
            await userData.eraseEntry(own(entry.id), left),
            isThere,
            'eraseEntry() must say whether it did',
          );
        }
        mustEqual(await messages.find('lobby', entry.seq), left, 'eraseEntry() must leave this entry');
      }
    },
  },
  {
    title: 'erases no entry of another id, of another user or of another room, and makes none',
    async run({ userData, messages, clock }) {
      const entry = messageAt(clock, 1);
      for (const room of ODD_ROOMS) await messages.append(room, entry);
      const left = erasedEntry(entry);
      for (const other of [own('id-2', 'size'), own('id-1', 'size', 'bob'), own('id-1', 'tea')]) {
        mustEqual(
          await userData.eraseEntry(other, left),
          false,
          'eraseEntry() must compare the id and the user',
        );
      }
      must(await userData.eraseEntry(own('id-1', 'HEAD'), left), 'eraseEntry() must erase in the room given');
      const kept = await Promise.all(ODD_ROOMS.map((room) => messages.find(room, 1)));
      mustEqual(
        kept.filter((one) => one?.kind === 'message').length,
        ODD_ROOMS.length - 1,
        'eraseEntry() erased another',
      );
      mustEqual(
        await messages.find('tea', 1),
        null,
        'eraseEntry() must not store anything where nothing was',
      );
    },
  },
  {
    title: 'erases whom an entry is to, and nothing else of it',
    async run({ userData, messages, clock }) {
      const entry = messageAt(clock, 1, { sender: { id: 'bob', name: 'Bob' }, to: 'ada', meta: ODD_META });
      await messages.append('dm.x', entry);
      for (const [id, userId] of [
        ['id-2', 'ada'],
        ['id-1', 'bob'],
        ['id-1', 'cyd'],
      ] as const) {
        await userData.eraseRecipient('dm.x', { seq: 1, id }, userId);
      }
      mustEqual(await messages.find('dm.x', 1), entry, 'eraseRecipient() must compare id and user');
      for (const seq of [1, 1, 2]) await userData.eraseRecipient('dm.x', { seq, id: 'id-1' }, 'ada');
      const erased = { ...entry, to: ERASED.id };
      mustEqual(await messages.find('dm.x', 1), erased, 'eraseRecipient() must change `to` alone');
      mustEqual(await messages.find('dm.x', 2), null, 'eraseRecipient() must not make an entry');
    },
  },
  {
    title: 'erases the reactions of a user to a message, and no others',
    async run({ userData, messages, clock }) {
      const message = messageAt(clock, 1);
      await messages.append('lobby', message);
      const react = (reaction: string, userId: string, seq: number, on = true) =>
        messages.react('lobby', message, { reaction, userId, seq, on });
      await react('👍', 'ada', 2);
      await react('+1', 'ada', 3, false);
      await react('👍', 'bob', 4);
      // Ids that end like the one that is erased.
      await react('👍', 'x ada', 5);
      await userData.eraseReactions('lobby', { seq: 1, id: 'another' }, 'ada');
      mustEqual(
        (await messages.reactions('lobby', message)).length,
        4,
        'eraseReactions() must compare the id',
      );
      for (const seq of [1, 1, 2]) await userData.eraseReactions('lobby', { seq, id: 'id-1' }, 'ada');
      mustEqual(
        (await messages.reactions('lobby', message)).map(({ userId }) => userId).sort(),
        ['bob', 'x ada'],
        'eraseReactions() must remove the marks of this user alone',
      );
    },
  },
];
