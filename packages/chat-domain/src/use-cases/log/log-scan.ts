import type { LogEntry } from '../../model/log-entry.js';
import type { RoomHead } from '../../model/room-head.js';
import type { GapFiller } from './gap-filler.js';

/** A stretch of a log as it was read: what is at its positions, without those that are empty. */
export interface Stretch {
  /** The lowest position. */
  readonly from: number;
  /** The highest position. */
  readonly to: number;
  /** What was read, in order; may reach beyond both ends. */
  readonly entries: readonly LogEntry[];
}

/**
 * What is at each position of a stretch, for good, from the lowest up. An empty position is dated by the next entry above
 * it, or by the head: it was taken no later.
 * @returns entries in order; `null`, and then the end, at a position that may still be filled
 */
export async function* upwards(
  head: RoomHead,
  { from, to, entries }: Stretch,
  filler: GapFiller,
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
    const settled = await filler.fillIfExpired(head.room, seq, (next ?? head).reservedAt);
    yield settled;
    if (settled === null) return;
  }
}

/**
 * What is at each position of a stretch, for good, from the highest down.
 * @param above - the nearest thing known above the stretch: it dates an empty position at the top
 * @returns entries in falling order; `null`, and then the end, at a position that may still be filled
 */
export async function* downwards(
  head: RoomHead,
  { from, to, entries }: Stretch,
  above: Pick<LogEntry, 'reservedAt'>,
  filler: GapFiller,
): AsyncGenerator<LogEntry | null> {
  const there = new Map(entries.map((entry) => [entry.seq, entry]));
  let bound = above.reservedAt;
  for (let seq = to; seq >= from; seq -= 1) {
    const entry = there.get(seq) ?? (await filler.fillIfExpired(head.room, seq, bound));
    yield entry;
    if (entry === null) return;
    bound = entry.reservedAt;
  }
}
