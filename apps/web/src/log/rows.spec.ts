import { describe, expect, it } from '@jest/globals';
import type { OutboxMessage } from '@serverless-ws/chat-client';
import { beginsDay, beginsGroup, keyOf, rowsOf, timeOf, unseenOf, type Row } from './rows.js';
import type { ShownEntry } from './timeline.js';

const noon = new Date(2026, 5, 1, 12).getTime();
const entry = (seq: number, id: string, sentAt = noon, clientMessageId?: string) => ({
  kind: 'message' as const,
  seq,
  id: `m${seq}`,
  sender: { id, name: id },
  sentAt,
  text: 'hi',
  ...(clientMessageId !== undefined && { clientMessageId }),
});
const pending = (clientMessageId: string, room = 'lobby'): OutboxMessage => ({
  clientMessageId,
  kind: 'message',
  room,
  text: 'hi',
  createdAt: noon,
  status: 'sending',
});
const me = { id: 'me', name: 'Me' };
const ada = { id: 'ada', name: 'Ada' };
const row = (shown: ShownEntry): Row => ({ kind: 'entry', entry: shown });

describe('the lines of a room', () => {
  it('are its log, and the pending messages below', () => {
    const rows = rowsOf([entry(1, 'bob')], [pending('a'), pending('b', 'other')], 'lobby', 'ada');
    expect(rows.map((line) => line.kind)).toEqual(['entry', 'pending']);
  });

  it('show a message once, when its entry arrives before its acknowledgement', () => {
    const rows = rowsOf([entry(1, 'ada', noon, 'a')], [pending('a')], 'lobby', 'ada');
    expect(rows.map((line) => line.kind)).toEqual(['entry']);
  });

  it('show both when another user uses the same id', () => {
    expect(rowsOf([entry(1, 'bob', noon, 'a')], [pending('a')], 'lobby', 'ada')).toHaveLength(2);
  });

  it('keep their key when a pending message arrives', () => {
    const before = keyOf({ kind: 'pending', message: pending('a') }, 'ada');
    expect(keyOf(row(entry(7, 'ada', noon, 'a')), 'ada')).toBe(before);
    expect(keyOf(row(entry(7, 'bob', noon, 'a')), 'ada')).toBe('seq-7');
  });
});

describe('the lines that are not seen yet', () => {
  it('count without the user’s own and without deleted ones', () => {
    const { seq, id, sender, sentAt } = entry(3, 'bob');
    const deleted = row({ kind: 'deleted', seq, id, sender, sentAt });
    const rows = [row(entry(1, 'bob')), row(entry(2, 'me')), deleted, row(entry(4, 'bob'))];
    expect(unseenOf(rows, 1, me)).toBe(1);
    expect(unseenOf(rows, -1, me)).toBe(2);
  });
});

describe('a line', () => {
  const minute = 60_000;

  it('has a time that can be shown, however absurd the one that it came with', () => {
    for (const sentAt of [1e300, -1e300, Infinity, Number.NaN]) {
      expect(new Date(timeOf(row(entry(1, 'ada', sentAt)))).toISOString()).toContain('1970');
      const message = { ...pending('a'), createdAt: sentAt };
      expect(new Date(timeOf({ kind: 'pending', message })).toISOString()).toContain('1970');
    }
    expect(timeOf(row(entry(1, 'ada')))).toBe(noon);
  });

  it('begins a day when the line above is of another day', () => {
    expect(beginsDay(row(entry(1, 'ada')), undefined)).toBe(true);
    expect(beginsDay(row(entry(2, 'ada', noon + minute)), row(entry(1, 'ada')))).toBe(false);
    expect(beginsDay(row(entry(2, 'ada', noon + 24 * 60 * minute)), row(entry(1, 'ada')))).toBe(true);
  });

  it('has a time that is a date, whatever was stored', () => {
    const times = [noon, 1e300, -1e300, Infinity, NaN].map((time) => timeOf(row(entry(1, 'ada', time))));
    expect(times).toEqual([noon, 0, 0, 0, 0]);
  });

  it('begins a group when the line above is by another sender, or long ago', () => {
    const above = row(entry(1, 'ada'));
    expect(beginsGroup(row(entry(2, 'ada', noon + minute)), above, me)).toBe(false);
    expect(beginsGroup(row(entry(2, 'ada', noon + 6 * minute)), above, me)).toBe(true);
    expect(beginsGroup(row(entry(2, 'bob', noon + minute)), above, me)).toBe(true);
    expect(beginsGroup({ kind: 'pending', message: pending('a') }, above, ada)).toBe(false);
    expect(beginsGroup(row({ ...entry(2, 'ada', noon + minute), kind: 'announcement' }), above, me)).toBe(
      true,
    );
  });
});
