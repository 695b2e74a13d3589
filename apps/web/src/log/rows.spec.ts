import { describe, expect, it } from '@jest/globals';
import type { Line, MessageLine } from '@serverless-ws/chat-client';
import { beginsDay, beginsGroup, contentOf, timeOf, unseenOf } from './rows.js';

const noon = new Date(2026, 5, 1, 12).getTime();
const line = (seq: number, id: string, sentAt = noon): MessageLine => ({
  kind: 'message',
  key: `seq-${seq}`,
  seq,
  id: `m${seq}`,
  sender: { id, name: id },
  sentAt,
  text: 'hi',
  reactions: {},
});
const pending = (createdAt = noon): Line => ({
  kind: 'pending',
  key: 'own-a',
  message: { clientMessageId: 'a', kind: 'message', room: 'lobby', text: 'hi', createdAt, status: 'sending' },
});
const me = { id: 'me', name: 'Me' };
const ada = { id: 'ada', name: 'Ada' };

describe('the lines that are not seen yet', () => {
  it('count without the user’s own and without deleted ones', () => {
    const { key, seq, id, sender, sentAt } = line(3, 'bob');
    const deleted: Line = { kind: 'deleted', key, seq, id, sender, sentAt };
    const lines = [line(1, 'bob'), line(2, 'me'), deleted, line(4, 'bob'), pending()];
    expect(unseenOf(lines, 1, me)).toBe(1);
    expect(unseenOf(lines, -1, me)).toBe(2);
  });
});

describe('a line', () => {
  const minute = 60_000;

  it('has a time that is a date, whatever was stored', () => {
    const times = [noon, 1e300, -1e300, Infinity, NaN];
    expect(times.map((time) => timeOf(line(1, 'ada', time)))).toEqual([noon, 0, 0, 0, 0]);
    expect(times.map((time) => timeOf(pending(time)))).toEqual([noon, 0, 0, 0, 0]);
  });

  it('begins a day when the line above is of another day', () => {
    expect(beginsDay(line(1, 'ada'), undefined)).toBe(true);
    expect(beginsDay(line(2, 'ada', noon + minute), line(1, 'ada'))).toBe(false);
    expect(beginsDay(line(2, 'ada', noon + 24 * 60 * minute), line(1, 'ada'))).toBe(true);
  });

  it('begins a group when the line above is by another sender, or long ago', () => {
    const above = line(1, 'ada');
    expect(beginsGroup(line(2, 'ada', noon + minute), above, me)).toBe(false);
    expect(beginsGroup(line(2, 'ada', noon + 6 * minute), above, me)).toBe(true);
    expect(beginsGroup(line(2, 'bob', noon + minute), above, me)).toBe(true);
    expect(beginsGroup(pending(), above, ada)).toBe(false);
    expect(beginsGroup({ ...line(2, 'ada', noon + minute), kind: 'announcement' }, above, me)).toBe(true);
  });

  it('is drawn again when what it shows is another object', () => {
    const waiting = pending();
    expect(contentOf({ ...waiting })).toBe(contentOf(waiting));
    const said = line(1, 'ada');
    expect(contentOf({ ...said })).not.toBe(contentOf(said));
  });
});
