import { unreadIn, type LogEntry, type ReadMark, type RoomHead } from '@serverless-ws/chat-domain';
import type { AckedChange, AskedText } from './device-records.js';
import { deletedIn, isMessageOrTombstone, shownLines } from './shown-lines.js';

/** A log as it stands in the table at the end. */
export interface SettledDeviceLog {
  readonly log: string;
  readonly head: RoomHead;
  readonly entries: readonly LogEntry[];
  /** How far users have read it. */
  readonly marks: readonly { readonly userId: string; readonly mark: ReadMark | undefined }[];
}

/** What the devices of a run leave behind. */
export interface SettledDevices {
  readonly logs: readonly SettledDeviceLog[];
  /** The whole table, as text. */
  readonly dump: string;
  readonly texts: ReadonlyMap<string, AskedText>;
  readonly acked: ReadonlyMap<string, AckedChange>;
  /** The highest acknowledged marks, by user and log. */
  readonly marks: ReadonlyMap<string, { readonly seq: number }>;
  readonly quiet: ReadonlySet<string>;
}

/** A log as a device keeps it. */
export interface KeptLog {
  readonly log: string;
  /** Ids of what was pushed. */
  readonly pushed: ReadonlySet<string>;
  /** What it shows of messages, a line each. */
  lines(ids: readonly string[]): readonly string[];
}

/** How it ended for the devices. */
export interface DevicesVerdict {
  /** Acknowledged changes that are not at their position; direct messages that a device was not pushed in the quiet. */
  readonly lost: number;
  /** In a log more than once. */
  readonly doubled: number;
  /** Messages that a device, or who pages through the history, shows otherwise than the log says. */
  readonly apart: number;
  /** Texts of deleted messages that are still in the table. */
  readonly textsLeft: number;
  /** Counts of unread messages that are too low. */
  readonly miscounted: number;
  /** Marks that are lower than one that was acknowledged. */
  readonly marksBack: number;
}

/** Compares what devices show with the logs, and looks for what must not be left. */
export function devicesVerdict(settled: SettledDevices, kept: readonly KeptLog[]): DevicesVerdict {
  const { logs } = settled;
  const sum = (count: (log: SettledDeviceLog) => number) =>
    logs.reduce((total, log) => total + count(log), 0);
  return {
    lost: lostChanges(settled) + lostPushes(settled, kept),
    doubled: sum(doubledIn),
    apart: sum((log) => apartIn(log, settled.texts, kept)),
    textsLeft: sum((log) => textsLeftOf(log, settled)),
    miscounted: sum(miscountedIn),
    marksBack: sum((log) => marksBackIn(log, settled.marks)),
  };
}

function lostChanges({ logs, acked }: SettledDevices): number {
  const placed = new Set(logs.flatMap(({ log, entries }) => entries.map((entry) => placeOf(log, entry))));
  return [...acked.values()].filter(({ log, seq, id }) => !placed.has(`${log} ${seq} ${id}`)).length;
}

function placeOf(log: string, entry: LogEntry): string {
  return `${log} ${entry.seq} ${'id' in entry ? entry.id : ''}`;
}

/** Each device of both users must have been pushed each of them. */
function lostPushes({ acked, quiet }: SettledDevices, kept: readonly KeptLog[]): number {
  return [...quiet].reduce((lost, clientMessageId) => {
    const { log, id } = acked.get(clientMessageId) ?? { log: '', id: '' };
    return lost + kept.filter((one) => one.log === log && !one.pushed.has(id)).length;
  }, 0);
}

function doubledIn({ entries }: SettledDeviceLog): number {
  const ids = entries.flatMap((entry) =>
    'clientMessageId' in entry && entry.clientMessageId !== undefined ? [entry.clientMessageId] : [],
  );
  return ids.length - new Set(ids).size;
}

function apartIn(
  { log, entries }: SettledDeviceLog,
  texts: SettledDevices['texts'],
  kept: readonly KeptLog[],
): number {
  const { ids, truth, history } = shownLines(entries, texts);
  const views = kept.filter((one) => one.log === log).map((one) => one.lines(ids));
  const differences = (lines: readonly string[]) =>
    truth.filter((line, index) => lines[index] !== line).length;
  return [...views, history].reduce((total, lines) => total + differences(lines), 0);
}

/** Neither the text of a deleted message, nor that of an edit of it. */
function textsLeftOf({ entries }: SettledDeviceLog, { texts, dump }: SettledDevices): number {
  const deleted = deletedIn(entries);
  const own = new Set(
    entries.flatMap((entry) =>
      isMessageOrTombstone(entry) && deleted.has(entry.id) ? [entry.clientMessageId] : [],
    ),
  );
  const asked = [...texts].filter(([id, { target = '' }]) => own.has(id) || deleted.has(target));
  return asked.filter(([, { text }]) => dump.includes(text)).length;
}

function miscountedIn({ head, entries, marks }: SettledDeviceLog): number {
  const messages = entries.filter(isMessageOrTombstone);
  const above = (seq: number) => messages.filter((message) => message.seq > seq).length;
  return marks.filter(({ mark }) => unreadIn(head, mark) < above(mark?.seq ?? 0)).length;
}

function marksBackIn({ log, marks }: SettledDeviceLog, acked: SettledDevices['marks']): number {
  return marks.filter(({ userId, mark }) => (mark?.seq ?? 0) < (acked.get(`${userId} ${log}`)?.seq ?? 0))
    .length;
}
