import type { RoomHead } from '../room-head.js';
import type { ReadMark } from './user-room.js';

/** Before the first position. */
const NOTHING_READ = { seq: 0, nonMessages: 0 };

/**
 * How many messages a room has above a mark, those included that have a position and are still being stored: never fewer
 * than there are. What was reserved for something else does not count, nor what readers have found empty. A mark of another
 * epoch holds for nothing: then all messages count.
 */
export function unreadIn(head: RoomHead, mark: ReadMark | undefined): number {
  const read = mark?.epoch === head.epoch ? mark : NOTHING_READ;
  const unsent = (head.unsent ?? []).filter((seq) => seq > read.seq && seq <= head.seq).length;
  return Math.max(0, head.seq - read.seq - ((head.nonMessages ?? 0) - read.nonMessages) - unsent);
}
