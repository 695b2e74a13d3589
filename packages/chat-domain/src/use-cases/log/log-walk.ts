import type { LogEntry } from '../../model/log-entry.js';
import type { RoomHead } from '../../model/room-head.js';
import type { LogSealer } from './log-sealer.js';

/** A stretch of a log as it was read: what is at its places, without those that are empty. */
export interface Stretch {
  /** The lowest place. */
  readonly from: number;
  /** The highest place. */
  readonly to: number;
  /** What was read, in order; may reach beyond both ends. */
  readonly entries: readonly LogEntry[];
}

/**
 * What is at each place of a stretch, for good, from the lowest up. An empty place is dated by the next entry above
 * it, or by the head: it was taken no later.
 * @returns entries in order; `null`, and then the end, at a place that may still be filled
 */
export async function* upwards(
  head: RoomHead,
  { from, to, entries }: Stretch,
  sealer: LogSealer,
): AsyncGenerator<LogEntry | null> {
  const ahead = entries.filter((entry) => entry.seq >= from);
  let index = 0;
  for (let seq = from; seq <= to; seq += 1) {
    const next = ahead[index];
    if (next?.seq === seq) {
      index += 1;
      yield next;
      continue;
    }
    const settled = await sealer.settle(head.room, seq, (next ?? head).takenAt);
    yield settled;
    if (settled === null) return;
  }
}

/**
 * What is at each place of a stretch, for good, from the highest down.
 * @param above - the nearest thing known above the stretch: it dates an empty place at the top
 * @returns entries in falling order; `null`, and then the end, at a place that may still be filled
 */
export async function* downwards(
  head: RoomHead,
  { from, to, entries }: Stretch,
  above: Pick<LogEntry, 'takenAt'>,
  sealer: LogSealer,
): AsyncGenerator<LogEntry | null> {
  const there = new Map(entries.map((entry) => [entry.seq, entry]));
  let bound = above.takenAt;
  for (let seq = to; seq >= from; seq -= 1) {
    const entry = there.get(seq) ?? (await sealer.settle(head.room, seq, bound));
    yield entry;
    if (entry === null) return;
    bound = entry.takenAt;
  }
}
