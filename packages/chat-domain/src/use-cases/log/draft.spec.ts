import { describe, expect, it } from '@jest/globals';
import type { LogEntry, Message } from '../../model/log-entry.js';
import {
  contentToFingerprint,
  entryAt,
  isOwn,
  idempotencyKeyOf,
  type DeletionDraft,
  type MessageDraft,
} from './draft.js';

const ada = { id: 'ada', name: 'Ada' };
const grace = { id: 'grace', name: 'Grace' };
const said: MessageDraft = { kind: 'message', room: 'tea', sender: ada, text: 'hi', clientMessageId: 'c-1' };
const anonymous: MessageDraft = { kind: 'message', room: 'tea', sender: ada, text: 'hi' };
const position = { seq: 7, reservedAt: 1_000, expiresAt: 1_500 };
const message: Message = { ...position, kind: 'message', id: 'm1', sender: ada, text: 'hi' };

const deletionOf = (id: string, seq = 1): DeletionDraft => {
  return { kind: 'deletion', room: 'tea', sender: grace, target: { id, seq, sender: ada } };
};

describe('the idempotency key of a draft', () => {
  it('is the same for every user who deletes a message, and another for each message', () => {
    expect(idempotencyKeyOf({ ...deletionOf('m1'), sender: ada })).toEqual(
      idempotencyKeyOf(deletionOf('m1')),
    );
    expect(idempotencyKeyOf(deletionOf('m2'))).not.toEqual(idempotencyKeyOf(deletionOf('m1')));
    expect(idempotencyKeyOf(deletionOf('m1'))?.userId).toBe('ada');
  });

  it('is, for a deletion, one that no client can send', () => {
    expect(idempotencyKeyOf(deletionOf('m1'))?.clientMessageId).toContain(' ');
  });

  it('is null where the sender gave no id', () => {
    expect(idempotencyKeyOf(anonymous)).toBeNull();
  });
});

describe('the content of a draft', () => {
  it('is, for a deletion, the message that is deleted', () => {
    expect(contentToFingerprint(deletionOf('m1'))).toContain('m1');
    expect(contentToFingerprint(deletionOf('m2'))).not.toBe(contentToFingerprint(deletionOf('m1')));
  });
});

describe('the content of a message', () => {
  const full = { ...said, meta: { a: 1 }, mentions: ['bob'], replyTo: { seq: 1, id: 'm0' } };

  it.each([
    ['text', { text: 'ho' }],
    ['kind', { kind: 'announcement' as const }],
    ['meta', { meta: { a: 2 } }],
    ['mentions', { mentions: [] }],
    ['the message answered', { replyTo: { seq: 1, id: 'm1' } }],
    ['its position', { replyTo: { seq: 2, id: 'm0' } }],
  ])('is another one with another %s', (_, change) => {
    expect(contentToFingerprint({ ...full, ...change })).not.toBe(contentToFingerprint(full));
    expect(contentToFingerprint({ ...said, ...change })).not.toBe(contentToFingerprint(said));
  });

  it('cannot be mistaken for a text that reads like one', () => {
    const forged = contentToFingerprint(full).slice('message'.length);
    for (const text of [forged, forged.slice(1), forged.slice(2)]) {
      expect(contentToFingerprint({ ...said, text })).not.toBe(contentToFingerprint(full));
    }
  });

  it('is the text alone where there is nothing else, as earlier releases stored it', () => {
    expect(contentToFingerprint(said)).toBe('message:hi');
  });
});

describe('the entry of a draft', () => {
  const at = { epoch: 'e', seq: 7, reservedAt: 1_000 };

  it('lives as long as messages are kept, from when its position was reserved', () => {
    expect(entryAt(said, at, { id: 'm1', retention: 500, pushed: false })).toStrictEqual({
      ...message,
      clientMessageId: 'c-1',
    });
  });

  it('has all that its sender wrote, and of the message answered its name alone', () => {
    const content = { meta: { a: 1 }, mentions: ['bob'], replyTo: { ...message, seq: 3, id: 'm0' } };
    expect(
      entryAt({ ...anonymous, ...content }, at, { id: 'm1', retention: 500, pushed: false }),
    ).toStrictEqual({
      ...message,
      ...content,
      replyTo: { seq: 3, id: 'm0' },
    });
  });

  it('has no client message id, not even an undefined one, where the sender gave none', () => {
    expect(entryAt(said, at, { id: 'm1', retention: 500, pushed: true })).toMatchObject({ pushed: true });
    expect(entryAt(anonymous, at, { id: 'm1', retention: 500, pushed: false })).toStrictEqual(message);
  });

  it('names the deleted message by its position and id', () => {
    const target = { seq: 3, id: 'm1' };
    const deletion = { ...position, kind: 'deletion', id: 'd1', sender: grace, target };
    expect(entryAt(deletionOf('m1', 3), at, { id: 'd1', retention: 500, pushed: false })).toStrictEqual(
      deletion,
    );
  });
});

describe('what is found at a position', () => {
  const target = { seq: 3, id: 'm1' };
  const deletion: LogEntry = { ...position, kind: 'deletion', id: 'd1', sender: grace, target };
  const written: LogEntry = { ...message, clientMessageId: 'c-1' };

  it('is never the draft when it is a filler', () => {
    expect(isOwn({ ...position, kind: 'filler' }, anonymous)).toBe(false);
  });

  it('is the draft when this attempt put it there', () => {
    expect(isOwn(message, anonymous, 'm1')).toBe(true);
    expect(isOwn(message, anonymous, 'm2')).toBe(false);
  });

  it('is the draft when its sender had sent it under the same id', () => {
    expect(isOwn(written, said, 'm2')).toBe(true);
    expect(isOwn(written, { ...said, clientMessageId: 'c-2' }, 'm2')).toBe(false);
    expect(isOwn(written, { ...said, sender: grace }, 'm2')).toBe(false);
  });

  it('is not the draft when neither has an id: a sender may say the same twice', () => {
    expect(isOwn(message, anonymous)).toBe(false);
  });

  it('is the draft of a deletion when it is about the same message', () => {
    expect(isOwn(deletion, deletionOf('m1', 3), 'd2')).toBe(true);
    expect(isOwn(deletion, deletionOf('m2', 3), 'd2')).toBe(false);
  });

  it('is never a message for a deletion, or the other way about', () => {
    expect(isOwn(deletion, said, 'm2')).toBe(false);
    expect(isOwn(written, deletionOf('m1', 7), 'd2')).toBe(false);
    expect(isOwn(message, deletionOf('m1', 7), 'd2')).toBe(false);
  });
});
