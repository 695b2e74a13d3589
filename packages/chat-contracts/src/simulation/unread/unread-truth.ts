import type { LogEntry, MessageRepository, RoomSummary } from '@serverless-ws/chat-domain';
import { BrokenPromise } from '../../contracts/expectation.js';

/** What a log holds at a moment. */
export interface LogState {
  readonly epoch: string | null;
  readonly head: number;
  readonly entries: readonly LogEntry[];
}

/** A log that does not exist. */
export const EMPTY: LogState = { epoch: null, head: 0, entries: [] };

/** Reads a whole log. */
export async function logStateOf(messages: MessageRepository, room: string): Promise<LogState> {
  const head = await messages.head(room);
  if (head === null) return EMPTY;
  const range = { from: 1, to: head.seq, order: 'ascending', limit: head.seq } as const;
  return { epoch: head.epoch, head: head.seq, entries: await messages.read(room, range) };
}

/** How many messages a log holds above a position: those that were deleted since are still to be read. */
export function messagesAbove({ entries }: LogState, seq: number): number {
  return entries.filter((entry) => entry.seq > seq && isMessage(entry)).length;
}

/**
 * Checks a count: not lower than the messages that were there before it was asked for, and no deletion in it, nor
 * anything above the head.
 *
 * @throws BrokenPromise
 */
export function expectCount(summary: RoomSummary, before: LogState, after: LogState): void {
  const { epoch, read, unread } = summary;
  // Which of two epochs the count is of follows from nothing that was said.
  if (epoch !== before.epoch || epoch !== after.epoch) return;
  const least = messagesAbove(before, read);
  if (unread < least) throw new BrokenPromise(`too low: ${unread} unread above ${read}, of ${least}`);
  const others = before.entries.filter(({ seq, kind }) => seq > read && kind === 'deletion').length;
  const most = after.head - read - others;
  if (unread > most)
    throw new BrokenPromise(`counts what is no message: ${unread} above ${read}, of ${most}`);
}

function isMessage({ kind }: LogEntry): boolean {
  return kind === 'message' || kind === 'announcement' || kind === 'tombstone';
}
