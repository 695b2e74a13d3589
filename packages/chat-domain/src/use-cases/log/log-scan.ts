import type { LogEntry } from '../../model/log-entry.js';
import type { RoomHead } from '../../model/room-head.js';
import type { GapFiller } from './gap-filler.js';

/** A range of a log as it was read: the entries at its positions, without those that are empty. */
export interface Stretch {
  /** The lowest position. */
  readonly from: number;
  /** The highest position. */
  readonly to: number;
  /** What was read, in order; may reach beyond both ends. */
  readonly entries: readonly LogEntry[];
}

/**
 * The final entry at each position of a range, from the lowest up. An empty position is dated by the next entry above
 * it, or by the head: it was reserved no later.
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
    const final = await filler.fillIfExpired(head, seq, (next ?? head).reservedAt);
    yield final;
    if (final === null) return;
  }
}

/**
 * The final entry at each position of a range, from the highest down.
 * @param above - the nearest entry known above the range, or the head: it dates an empty position at the top
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
    const entry = there.get(seq) ?? (await filler.fillIfExpired(head, seq, bound));
    yield entry;
    if (entry === null) return;
    bound = entry.reservedAt;
  }
}
