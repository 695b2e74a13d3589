import type { VisibleEntry } from './log-entry.js';
import type { RoomHead } from './room-head.js';

/** An entry of a room's log, as the rest of a company is told of it. */
export interface ChatEvent {
  /** `room/epoch/seq`: the same for every delivery of the entry within an epoch, so a consumer knows it again. */
  readonly id: string;
  /** The kind of the entry. A message that was deleted before it was delivered is a `tombstone`. */
  readonly type: VisibleEntry['kind'];
  readonly room: string;
  readonly epoch: string;
  /** As it was when the log was read for the event: an edited message has its newest text. */
  readonly entry: VisibleEntry;
  /** When the position of the entry was reserved, in epoch milliseconds. */
  readonly sentAt: number;
}

/** The event of an entry in the log of a room. */
export function chatEventOf(
  { room, epoch }: Pick<RoomHead, 'room' | 'epoch'>,
  entry: VisibleEntry,
): ChatEvent {
  const { kind: type, seq, reservedAt: sentAt } = entry;
  return { id: `${room}/${epoch}/${seq}`, type, room, epoch, entry, sentAt };
}
