import type { OutboxMessage } from '@serverless-ws/chat-client';
import type { ShownEntry } from './timeline.js';

/** One line of the message list: an entry of the log, or a pending message of the user. */
export type Row =
  | { readonly kind: 'entry'; readonly entry: ShownEntry }
  | { readonly kind: 'pending'; readonly message: OutboxMessage };

/** The lines of a room: its log, and below it the pending messages. */
export function rowsOf(
  entries: readonly ShownEntry[],
  outbox: readonly OutboxMessage[],
  room: string,
  userId: string,
): readonly Row[] {
  const rows: Row[] = entries.map((entry) => ({ kind: 'entry', entry }));
  const pending = outbox.filter((message) => message.room === room);
  if (pending.length === 0) return rows;
  // Only recent entries can be pending messages that have just arrived.
  const arrived = new Set(
    entries
      .slice(-200)
      .filter(({ sender }) => sender.id === userId)
      .map(({ clientMessageId }) => clientMessageId),
  );
  for (const message of pending) {
    if (!arrived.has(message.clientMessageId)) rows.push({ kind: 'pending', message });
  }
  return rows;
}

/** The same key for a message of the user before and after it arrived, so that its line stays where it is. */
export function keyOf(row: Row, userId: string): string {
  if (row.kind === 'pending') return `own-${row.message.clientMessageId}`;
  const { seq, sender, clientMessageId } = row.entry;
  return clientMessageId !== undefined && sender.id === userId ? `own-${clientMessageId}` : `seq-${seq}`;
}

/** What no date goes beyond, in milliseconds: a number of the server or of the storage may be any. */
const LAST_TIME = 8.64e15;

/** The time of a line, in epoch milliseconds: always one that is a date. */
export function timeOf(row: Row): number {
  const time = row.kind === 'entry' ? row.entry.sentAt : row.message.createdAt;
  return Math.abs(time) <= LAST_TIME ? time : 0;
}

/** Whether a line begins another day than the one above it, in the user's time zone. */
export function beginsDay(row: Row, above: Row | undefined): boolean {
  return (
    above === undefined || new Date(timeOf(row)).toDateString() !== new Date(timeOf(above)).toDateString()
  );
}

/** Milliseconds within which lines of one sender stand together under one name. */
const TOGETHER = 5 * 60_000;

/** Whether a line needs its sender's name: another sender above, a pause, or an announcement. */
export function beginsGroup(row: Row, above: Row | undefined, self: Self): boolean {
  if (above === undefined || beginsDay(row, above)) return true;
  const isAnnouncement = [row, above].some((line) => contentOf(line).kind === 'announcement');
  const isLater = timeOf(row) - timeOf(above) > TOGETHER;
  return isAnnouncement || isLater || senderOf(row, self).id !== senderOf(above, self).id;
}

/** The user of this tab. */
export interface Self {
  /** The user id. */
  readonly id: string;
  readonly name: string;
}

/** The sender of a line. */
export function senderOf(row: Row, self: Self): Self {
  return row.kind === 'entry' ? row.entry.sender : self;
}

/** How many lines from the index `from` on are messages of others. */
export function unseenOf(rows: readonly Row[], from: number, self: Self): number {
  const isNews = (row: Row) => contentOf(row).kind !== 'deleted' && senderOf(row, self).id !== self.id;
  return rows.slice(Math.max(0, from)).filter(isNews).length;
}

/** The content of a line: the same object as long as nothing about it changes. */
export function contentOf(row: Row): ShownEntry | OutboxMessage {
  return row.kind === 'entry' ? row.entry : row.message;
}
