import type { Message, MessageEdit } from '@serverless-ws/chat-domain';
import type { Contract } from '../contract.js';
import { must, mustEqual } from '../expectation.js';
import { LIFE, messageAt, ODD_META, upTo } from '../sample.js';
import type { MessageRepositoryHarness } from './message-repository-harness.js';

const editAt = (seq: number, content: MessageEdit['content'] = { text: `text of ${seq}` }): MessageEdit => ({
  ...{ content, seq },
  at: 1_000 + seq,
});

/** A message as an edit leaves it. */
function edited(message: Message, { content, seq, at }: MessageEdit): Message {
  const { text, meta, mentions, ...kept } = message;
  must([text, meta, mentions].length === 3, 'a content has three fields');
  return { ...kept, ...content, edited: { seq, at } };
}

/** What `edit` guarantees. */
export const editingMessages: Contract<MessageRepositoryHarness> = [
  {
    title: 'replaces the whole content of a message by an edit, and nothing else of it',
    async run({ repository, clock }) {
      const message = messageAt(clock, 1, {
        ...{ meta: { a: 1 }, mentions: ['bob'], clientMessageId: 'm-1' },
        replyTo: { seq: 9, id: 'id-9' },
      });
      await repository.append('lobby', message);
      await repository.append('lobby', messageAt(clock, 2, { kind: 'announcement' }));
      const full = editAt(5, { text: '', meta: ODD_META, mentions: [] });
      for (const edit of [full, editAt(6), editAt(7, { text: 'ä', mentions: ['ada'] })]) {
        const expected = edited(message, edit);
        mustEqual(
          await repository.edit('lobby', message, edit),
          expected,
          'edit() must return the message with the new content, without what that lacks, and all else as it was',
        );
        mustEqual(await repository.find('lobby', 1), expected, 'edit() must store what it returns');
      }
      const announced = await repository.edit('lobby', { seq: 2, id: 'id-2' }, editAt(8));
      mustEqual(announced?.text, 'text of 8', 'edit() must edit an announcement too');
    },
  },
  {
    title: 'ends with the latest edit, in whatever order edits arrive, and however often',
    async run({ repository, clock }) {
      for (const order of [
        [5, 6, 7],
        [7, 6, 5],
        [6, 7, 7, 5, 6],
      ]) {
        const room = `room-${order.join('-')}`;
        const message = messageAt(clock, 1);
        await repository.append(room, message);
        for (const [index, seq] of order.entries()) {
          const latest = Math.max(...order.slice(0, index + 1));
          mustEqual(
            await repository.edit(room, message, editAt(seq)),
            edited(message, editAt(latest)),
            'edit() below a later edit must change nothing, and return the message as that left it',
          );
        }
      }
    },
  },
  {
    title: 'ends with the latest of many concurrent edits',
    async run({ repository, clock }) {
      for (const round of upTo(3)) {
        const message = messageAt(clock, round);
        await repository.append('lobby', message);
        const edits = upTo(8).map((seq) => repository.edit('lobby', message, editAt(100 + seq)));
        const seen = await Promise.all(edits);
        must(
          seen.every((one, index) => (one?.edited?.seq ?? 0) >= 101 + index),
          'edit() must return the message as this edit or a later one left it',
        );
        mustEqual(
          await repository.find('lobby', round),
          edited(message, editAt(108)),
          'of concurrent edit() the one with the highest seq must remain: compare in the same write',
        );
      }
    },
  },
  {
    title: 'edits no other message, no tombstone, and nothing that has expired or is not there',
    async run({ repository, clock }) {
      const message = messageAt(clock, 1);
      mustEqual(await repository.edit('lobby', message, editAt(5)), null, 'edit() of nothing must be null');
      mustEqual(await repository.find('lobby', 1), null, 'edit() must store nothing at an empty position');
      await repository.append('lobby', message);
      mustEqual(
        await repository.edit('lobby', { seq: 1, id: 'other' }, editAt(5)),
        null,
        'edit() of another id must be null: compare the id in the same write',
      );
      mustEqual(await repository.find('lobby', 1), message, 'edit() of another id must change nothing');
      const { text, ...rest } = message;
      must(text !== '', 'a sample has a text');
      await repository.replace('lobby', { ...rest, kind: 'tombstone' }, 'message');
      mustEqual(
        await repository.edit('lobby', message, editAt(6)),
        null,
        'edit() of a tombstone must be null: a deleted text must not come back',
      );
      mustEqual(
        await repository.find('lobby', 1),
        { ...rest, kind: 'tombstone' },
        'edit() must not change a tombstone',
      );
      const late = messageAt(clock, 2);
      await repository.append('lobby', late);
      clock.advance(LIFE);
      mustEqual(
        await repository.edit('lobby', late, editAt(7)),
        null,
        'edit() of a message at its expiresAt must be null',
      );
    },
  },
  {
    title: 'leaves nothing of an edited message when it is replaced',
    async run({ repository, clock }) {
      const message = messageAt(clock, 1);
      await repository.append('lobby', message);
      await repository.edit('lobby', message, editAt(5, { text: 'x', meta: { a: 1 }, mentions: ['bob'] }));
      const { text, ...rest } = message;
      must(text !== '', 'a sample has a text');
      must(
        await repository.replace('lobby', { ...rest, kind: 'tombstone' }, 'message'),
        'replace() of an edited message must be true',
      );
      mustEqual(
        await repository.find('lobby', 1),
        { ...rest, kind: 'tombstone' },
        'replace() must leave nothing of an edit',
      );
    },
  },
  {
    title: 'stores an edit without its content',
    async run({ repository, clock }) {
      const { text, kind, ...rest } = messageAt(clock, 3, { clientMessageId: 'm-3' });
      must(text !== '' && kind === 'message', 'a sample has a text');
      const entry = { ...rest, kind: 'edit', target: { seq: 1, id: 'id-1' } } as const;
      await repository.append('lobby', { ...entry, content: { text: 'a copy' } });
      mustEqual(
        await repository.find('lobby', 3),
        entry,
        'append() must not store the content of an edit: it would outlive a deletion',
      );
    },
  },
];
