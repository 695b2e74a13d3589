import { LIMITS } from '../../model/limits.js';
import type { RoomHead } from '../../model/room-head.js';
import type { ReadMark } from '../../model/rooms/user-room.js';
import type { Clock } from '../../ports/clock.js';
import type { MessageRepository } from '../../ports/message-repository.js';
import { isEmpty } from '../log/unsent-notes.js';

/** Entries that are read to find one at or below a position: at first, and then. */
const READS = [1, 20] as const;

/** What {@link markAtOrBelow} reads. */
export interface MarkPositionDependencies {
  readonly messages: Pick<MessageRepository, 'read'>;
  readonly clock: Clock;
}

/**
 * The mark at a position or, where that is empty, at the nearest entry below. Where that has no count, as it is of an earlier
 * release, or has expired, that of the head stands in: never lower, so that no message is taken for one that was read.
 *
 * @param head - of the log that `seq` is a position of
 */
export async function markAtOrBelow(
  { messages, clock }: MarkPositionDependencies,
  head: RoomHead,
  seq: number,
): Promise<ReadMark> {
  const { epoch, nonMessages = 0 } = head;
  const nothing = { epoch, seq: 0, nonMessages: 0 };
  if (seq === 0) return nothing;
  for (const limit of READS) {
    const entries = await messages.read(head.room, { from: 1, to: seq, order: 'descending', limit });
    const entry = entries.find((one) => !isEmpty(one));
    if (entry === undefined && entries.length === limit) continue;
    if (entry === undefined && isWhole(head, clock.now())) return nothing;
    if (entry?.nonMessages === undefined) break;
    return { epoch, seq: entry.seq, nonMessages: entry.nonMessages };
  }
  return { epoch, seq, nonMessages };
}

/** Whether nothing of a log can have expired yet, however short the retention. */
function isWhole({ createdAt }: RoomHead, now: number): boolean {
  return createdAt + LIMITS.retentionMinimum > now;
}
