import { describe, expect, it } from '@jest/globals';
import { DeviceRecords, logOf } from './device-records.js';

const OLD = [
  { seq: 1, at: 0 },
  { seq: 2, at: 0 },
];
const ASKED = Date.now() + 60_000;

describe('what devices are told', () => {
  it('is kept by log: a direct one is the same for both of its users', () => {
    expect(logOf('ada', 'bob')).toBe(logOf('bob', 'ada'));
    const records = new DeviceRecords();
    records.acknowledge('c1', 'dm.1', { log: 'ada+bob', seq: 7, id: 'm7' });
    records.acknowledge('c2', 'dm.1', { log: 'ada+bob', seq: 5, id: 'm5' });
    expect(records.heads.get('ada+bob')).toEqual({ seq: 7, room: 'dm.1' });
  });

  it('is wrong where a count is lower than what the device has long known', () => {
    const records = new DeviceRecords();
    const row = { userId: 'ada', log: 'room', read: 0 };
    records.judgeListed({ ...row, unread: 2 }, OLD, ASKED);
    records.judgeListed({ ...row, unread: 0 }, [{ seq: 1, at: ASKED - 1_000 }], ASKED);
    records.judgeListed({ ...row, read: 1, unread: 1 }, OLD, ASKED);
    expect(records.miscounted).toBe(0);
    records.judgeListed({ ...row, unread: 1 }, OLD, ASKED);
    expect(records.miscounted).toBe(1);
  });

  it('is wrong where a mark is lower than one acknowledged long ago', () => {
    const records = new DeviceRecords();
    records.mark('ada', 'room', 2);
    records.mark('ada', 'room', 1);
    const row = { userId: 'ada', log: 'room', unread: 9 };
    records.judgeListed({ ...row, read: 2 }, [], ASKED);
    records.judgeListed({ ...row, read: 1 }, [], Date.now());
    expect(records.marksBack).toBe(0);
    records.judgeListed({ ...row, read: 1 }, [], ASKED);
    expect(records.marksBack).toBe(1);
  });

  it('is wrong where a list lacks a user who is there, or has one who has gone', () => {
    const records = new DeviceRecords();
    records.judgeMembers(['ada', 'bob'], ['ada'], false);
    records.judgeMembers(['ada', 'bob'], ['ada', 'bob'], true);
    expect(records.wrongLists).toBe(0);
    records.judgeMembers(['bob'], ['ada'], false);
    records.judgeMembers(['ada', 'bob', 'eve'], ['ada', 'bob'], true);
    expect(records.wrongLists).toBe(2);
  });
});
