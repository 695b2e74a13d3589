import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { ReceivedEntrySchema, wireEntry } from '../fields/wire-entry.js';
import { dataOf, defineEntry } from './define-entry.js';

const poll = defineEntry({ kind: 'acme.poll', fields: { question: v.string() } });
const position = { seq: 1, reservedAt: 5, expiresAt: 9, id: 'm1', sender: { id: 'ada', name: 'Ada' } };
const received = (entry: object) => v.parse(ReceivedEntrySchema, entry);

describe('a kind of entries of a team’s own', () => {
  it('is made from its fields, goes over the wire, and is read by its descriptor', () => {
    const made = poll({ question: 'Tea?' });
    expect(made).toEqual({ kind: 'acme.poll', data: { question: 'Tea?' } });
    const entry = wireEntry({ ...position, ...made, clientMessageId: 'c1' });
    const { reservedAt: sentAt, seq, id, sender } = position;
    expect(entry).toEqual({ seq, id, sender, sentAt, ...made, clientMessageId: 'c1' });
    expect(received(entry)).toEqual(entry);
    expect(dataOf(poll, received(entry))).toEqual({ question: 'Tea?' });
  });

  it('is read as nothing where the kind is another, or the data is not as described', () => {
    const { reservedAt: sentAt, seq, id, sender } = position;
    const base = { seq, id, sender, sentAt };
    expect(dataOf(poll, received({ ...base, kind: 'acme.vote', data: { question: 'Tea?' } }))).toBeNull();
    expect(dataOf(poll, received({ ...base, kind: 'acme.poll', data: { question: 1 } }))).toBeNull();
    expect(dataOf(poll, received({ ...base, kind: 'message', text: 'hi' }))).toBeNull();
    expect(dataOf(poll, { seq: 1 })).toBeNull();
  });

  it('without a dot is not known, and takes its position alone', () => {
    const { reservedAt: sentAt, seq, id, sender } = position;
    expect(received({ seq, id, sender, sentAt, kind: 'poll', data: {} })).toEqual({ seq });
  });
});
