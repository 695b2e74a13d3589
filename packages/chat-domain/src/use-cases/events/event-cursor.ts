import { LIMITS } from '../../model/limits.js';
import type { RoomHead } from '../../model/room-head.js';
import type { BroadcastJob } from '../../ports/broadcast-queue.js';
import type { MessageRepository } from '../../ports/message-repository.js';
import type { ShardCursor } from '../../ports/shard-cursor-repository.js';

/**
 * The number under which the reader for events has its notifications and its cursor, as shards of members do. No room has
 * as many shards: they would hold two billion members.
 */
export const EVENTS_SHARD = 1_000_000;

/** The number under which sanctions are notified of, which have no position: they do not wait for entries. */
export const SANCTIONS_SHARD = EVENTS_SHARD + 1;

/** Entries that come along with the first event of a room were reserved at most this long before it, in milliseconds. */
const START_WINDOW = 60_000;

/**
 * What the cursor stores as its epoch: the log as well, which goes on over epochs. Only where a room has begun anew, after
 * its head had ended, is it another log.
 */
export function numberingOf({ createdAt, epoch }: RoomHead): string {
  return `${logOf({ createdAt })}${epoch}`;
}

function logOf({ createdAt }: Pick<RoomHead, 'createdAt'>): string {
  return `${createdAt}/`;
}

/** The cursor as it counts for this head; `null` where it is of another log. */
export function carriedOver(stored: ShardCursor | null, head: RoomHead): ShardCursor | null {
  if (stored === null || !stored.epoch.startsWith(logOf(head)) || stored.seq > head.seq) return null;
  return { ...stored, epoch: numberingOf(head) };
}

/**
 * Where the reader for events starts in a log that it has no cursor of: below the first position that it was notified of,
 * and below those that were reserved within a minute before, whose notifications may come later. What is below has an own
 * notification, or none where the events were turned on after it.
 */
export async function firstCursor(
  messages: Pick<MessageRepository, 'read'>,
  head: RoomHead,
  { seqs }: BroadcastJob,
): Promise<ShardCursor> {
  const first = Math.min(...seqs, head.seq + 1);
  const range = { from: first, to: head.seq, order: 'ascending', limit: 1 } as const;
  const [named] = await messages.read(head.room, range);
  const since = (named ?? head).reservedAt - START_WINDOW;
  let start = first - 1;
  while (start > 0) {
    const below = { from: 1, to: start, order: 'descending', limit: LIMITS.pageMaximum } as const;
    const entries = await messages.read(head.room, below);
    const older = entries.find(({ reservedAt }) => reservedAt < since);
    start = older?.seq ?? (entries.length < LIMITS.pageMaximum ? 0 : (entries.at(-1)?.seq ?? 1) - 1);
    if (older !== undefined) break;
  }
  return { epoch: numberingOf(head), seq: start, start };
}
