import type { Line, User } from '@serverless-ws/chat-client';

/** The user of this tab. */
export type Self = User;

/** What no date goes beyond, in milliseconds: a number of the server or of the storage may be any. */
const LAST_TIME = 8.64e15;

/** The time of a line, in epoch milliseconds: always one that is a date. */
export function timeOf(line: Line): number {
  const time = line.kind === 'pending' ? line.message.createdAt : line.sentAt;
  return Math.abs(time) <= LAST_TIME ? time : 0;
}

/** Whether a line begins another day than the one above it, in the user's time zone. */
export function beginsDay(line: Line, above: Line | undefined): boolean {
  return (
    above === undefined || new Date(timeOf(line)).toDateString() !== new Date(timeOf(above)).toDateString()
  );
}

/** Milliseconds within which lines of one sender stand together under one name. */
const TOGETHER = 5 * 60_000;

/** Whether a line needs its sender's name: another sender above, a pause, or an announcement. */
export function beginsGroup(line: Line, above: Line | undefined, self: Self): boolean {
  if (above === undefined || beginsDay(line, above)) return true;
  const isAnnouncement = [line, above].some((other) => kindOf(other) === 'announcement');
  const isLater = timeOf(line) - timeOf(above) > TOGETHER;
  return isAnnouncement || isLater || senderOf(line, self).id !== senderOf(above, self).id;
}

/** The sender of a line. */
export function senderOf(line: Line, self: Self): User {
  return line.kind === 'pending' ? self : line.sender;
}

/** What a line is, or will be once it is in the log. */
export function kindOf(line: Line): 'message' | 'announcement' | 'deleted' {
  return line.kind === 'pending' ? line.message.kind : line.kind;
}

/** How many lines from the index `from` on are messages of others. */
export function unseenOf(lines: readonly Line[], from: number, self: Self): number {
  const isNews = (line: Line) => line.kind !== 'deleted' && senderOf(line, self).id !== self.id;
  return lines.slice(Math.max(0, from)).filter(isNews).length;
}

/** What of a line is the same object as long as nothing about it changes. */
export function contentOf(line: Line): object {
  return line.kind === 'pending' ? line.message : line;
}
