import { describe, expect, it } from '@jest/globals';
import type { Edit, LogEntry, Message, Reaction, Tombstone } from '@serverless-ws/chat-domain';
import {
  devicesVerdict,
  type KeptLog,
  type SettledDeviceLog,
  type SettledDevices,
} from './devices-verdict.js';

const ada = { id: 'ada', name: 'Ada' };
const at = (seq: number) => ({ seq, id: `m${seq}`, sender: ada, reservedAt: seq, expiresAt: 1_000 });
const message: Message = { ...at(1), kind: 'message', text: 'text-c1.', clientMessageId: 'c1' };
const edit: Edit = {
  ...at(2),
  kind: 'edit',
  target: { seq: 1, id: 'm1' },
  clientMessageId: 'c2',
  nonMessages: 1,
};
const reaction: Reaction = {
  ...{ ...at(3), kind: 'reaction', target: { seq: 1, id: 'm1' } },
  ...{ reaction: '+1', on: true, clientMessageId: 'c3', nonMessages: 2 },
};
const edited: Message = {
  ...{ ...message, text: 'text-c2.', edited: { seq: 2, at: 2 } },
  reactions: [{ reaction: '+1', userId: 'ada', seq: 3, on: true }],
};
const tombstone: Tombstone = { ...at(1), kind: 'tombstone', clientMessageId: 'c1' };
const LINE = 'm1: text-c2. +1 ada';

const logOf = (entries: readonly LogEntry[], more: Partial<SettledDeviceLog> = {}): SettledDeviceLog => ({
  log: 'room',
  head: {
    ...{ room: 'room', epoch: 'e', seq: 3, reservedAt: 0, createdAt: 0, shards: 1 },
    nonMessages: 2,
  },
  entries,
  marks: [{ userId: 'ada', mark: undefined }],
  ...more,
});
const settled = (more: Partial<SettledDevices> = {}): SettledDevices => ({
  logs: [logOf([edited, edit, reaction])],
  dump: '"text-c2."',
  texts: new Map([
    ['c1', { text: 'text-c1.' }],
    ['c2', { text: 'text-c2.', target: 'm1' }],
  ]),
  acked: new Map([1, 2, 3].map((seq) => [`c${seq}`, { log: 'room', seq, id: `m${seq}` }])),
  marks: new Map(),
  quiet: new Set(['c1']),
  ...more,
});
const kept = (lines: readonly string[] = [LINE], pushed = ['m1']): KeptLog => ({
  log: 'room',
  pushed: new Set(pushed),
  lines: () => lines,
});
const none = { lost: 0, doubled: 0, apart: 0, textsLeft: 0, miscounted: 0, marksBack: 0 };

describe('the verdict on devices', () => {
  it('finds nothing where devices and pages show what the log says', () => {
    expect(devicesVerdict(settled(), [kept(), kept()])).toEqual(none);
  });

  it('finds a change that was acknowledged and is not in the log', () => {
    const logs = [logOf([edited, edit])];
    expect(devicesVerdict(settled({ logs }), [])).toMatchObject({ lost: 1 });
  });

  it('finds a device that was not pushed a direct message in the quiet', () => {
    expect(devicesVerdict(settled(), [kept(), kept([LINE], [])])).toMatchObject({ lost: 1 });
  });

  it('finds a change that is in the log twice', () => {
    const logs = [logOf([edited, edit, reaction, { ...reaction, seq: 4, id: 'm4' }])];
    expect(devicesVerdict(settled({ logs }), [])).toMatchObject({ doubled: 1 });
  });

  it('finds a device that shows a message otherwise, or not at all', () => {
    const views = [kept(['m1: text-c1. +1 ada']), kept([])];
    expect(devicesVerdict(settled(), views)).toMatchObject({ apart: 2 });
  });

  it.each([
    ['without its reactions', { reactions: [] }],
    ['with an earlier text', { text: 'text-c1.' }],
  ])('finds a message that the history has %s', (_, change) => {
    const logs = [logOf([{ ...edited, ...change }, edit, reaction])];
    expect(devicesVerdict(settled({ logs }), [kept()])).toEqual({ ...none, apart: 1 });
  });

  it('finds the text of a deleted message, and that of an edit of it', () => {
    const logs = [logOf([tombstone, edit, reaction])];
    const find = (dump: string) => devicesVerdict(settled({ logs, dump }), [kept(['m1: deleted'])]);
    expect(find('')).toEqual(none);
    expect(find('"text-c1." "text-c2."')).toEqual({ ...none, textsLeft: 2 });
  });

  it('finds the text of a message of which an entry says that it was deleted', () => {
    const deletion: LogEntry = { ...at(3), kind: 'deletion', target: { seq: 1, id: 'm1' } };
    const logs = [logOf([edited, edit, deletion])];
    const acked = new Map();
    expect(devicesVerdict(settled({ logs, acked }), [kept(['m1: deleted'])])).toMatchObject({
      ...{ textsLeft: 1, apart: 1 },
    });
  });

  it('finds a count that is too low, and none that is too high', () => {
    const counting = (nonMessages: number) =>
      devicesVerdict(
        settled({ logs: [logOf([edited, edit, reaction], { head: { ...logOf([]).head, nonMessages } })] }),
        [],
      ).miscounted;
    expect([1, 2, 3].map(counting)).toEqual([0, 0, 1]);
  });

  it('finds a mark below one that was acknowledged', () => {
    const mark = (seq: number) => ({ userId: 'ada', mark: { epoch: 'e', seq, nonMessages: 2 } });
    const judge = (seq: number) =>
      devicesVerdict(
        settled({
          logs: [logOf([edited, edit, reaction], { marks: [mark(seq)] })],
          marks: new Map([['ada room', { seq: 3 }]]),
        }),
        [],
      ).marksBack;
    expect([judge(3), judge(2)]).toEqual([0, 1]);
  });
});
