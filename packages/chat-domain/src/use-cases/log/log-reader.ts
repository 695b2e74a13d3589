import { LIMITS } from '../../model/limits.js';
import type { LogCursor } from '../../model/log-cursor.js';
import type { LogEntry, VisibleEntry } from '../../model/log-entry.js';
import type { RoomHead } from '../../model/room-head.js';
import type { Clock } from '../../ports/clock.js';
import type { MessageRepository } from '../../ports/message-repository.js';
import { PageBuilder, unrecovered, type LogPage } from './log-page.js';
import { LogSealer } from './log-sealer.js';

/** How far back a newcomer looks for places that may still be filled. */
const TAIL = 32;

/** What {@link LogReader} needs. */
export interface LogReaderDependencies {
  readonly messages: Pick<MessageRepository, 'read' | 'append'>;
  readonly clock: Clock;
  /** How long a message is kept, in milliseconds. */
  readonly retention: number;
}

/** Reads the log so that what was read stays true: no place is passed over that could still be filled. */
export class LogReader {
  private readonly sealer: LogSealer;

  constructor(private readonly dependencies: LogReaderDependencies) {
    this.sealer = new LogSealer(dependencies);
  }

  /** The page after a cursor; not `recovered` when something above the cursor may have expired. */
  async after(head: RoomHead, cursor: LogCursor, limit: number): Promise<LogPage> {
    if (cursor.epoch !== head.epoch || cursor.seq > head.seq) return this.newest(head);
    const page = new PageBuilder(limit);
    const start = cursor.seq + 1;
    const answer = (next: number, more: boolean) => covering(head, start, next - 1, page.entries, more);
    let next = start;
    while (next <= head.seq && page.appetite > 0) {
      // The first read begins with the anchor: the entry at the cursor itself.
      const from = next === start ? Math.max(1, cursor.seq) : next;
      const wanted = page.appetite + (next - from);
      const read = await this.read(head, { from, to: head.seq, order: 'ascending', limit: wanted });
      if (next === start && !this.isAnchor(head, cursor.seq, read[0])) return this.newest(head);
      const top = read.length < wanted ? head.seq : (read.at(-1)?.seq ?? head.seq);
      for await (const entry of this.upwards(head, next, top, read)) {
        if (entry === null) return answer(next, false);
        if (!page.add(entry)) return answer(next, true);
        next = entry.seq + 1;
      }
    }
    return answer(next, next <= head.seq);
  }

  /** The page before a place. A young hole ends it; ask again for the rest. */
  async before(head: RoomHead, before: number, limit: number): Promise<LogPage> {
    const page = new PageBuilder(limit);
    const through = Math.min(before - 1, head.seq);
    const answer = (next: number, more: boolean) =>
      covering(head, next + 1, through, [...page.entries].reverse(), more);
    let next = through;
    let above: Pick<LogEntry, 'takenAt'> = head;
    while (next >= 1 && page.appetite > 0) {
      // The first read begins with the entry above the page, where there is one: it dates a hole at the top.
      const to = next === through ? Math.min(before, head.seq) : next;
      const wanted = page.appetite + (to - next);
      const read = await this.read(head, { from: 1, to, order: 'descending', limit: wanted });
      if (read[0] !== undefined && read[0].seq > next) above = read[0];
      const bottom = read.at(-1)?.seq ?? next + 1;
      for await (const entry of this.downwards(head, next, bottom, read, above)) {
        if (entry === null || !page.add(entry)) return answer(next, true);
        next = entry.seq - 1;
        above = entry;
      }
      if (read.length < wanted) return answer(next, false);
    }
    return answer(next, next >= 1);
  }

  /** Where a newcomer starts: at the last place below which nothing recent can still be filled. */
  async newest(head: RoomHead): Promise<LogPage> {
    const from = Math.max(1, head.seq - TAIL + 1);
    const read = await this.read(head, { from, to: head.seq, order: 'descending', limit: TAIL });
    const tail = [...read].reverse();
    const lowest = tail[0];
    if (lowest === undefined) return unrecovered(head, await this.emptyTail(head));
    let through = lowest.seq;
    for await (const entry of this.upwards(head, lowest.seq, head.seq, tail)) {
      if (entry === null) break;
      through = entry.seq;
    }
    return unrecovered(head, through);
  }

  /** The start in a log that shows nothing: below what may still be filled, above what has expired. */
  private async emptyTail(head: RoomHead): Promise<number> {
    const { clock, retention } = this.dependencies;
    if (head.seq === 0 || head.takenAt + retention <= clock.now()) return head.seq;
    return (await this.sealer.settle(head.room, head.seq, head.takenAt)) === null ? 0 : head.seq;
  }

  /** Whether all above `seq` must still be there: the entry at it lives long enough, or the epoch itself is young. */
  private isAnchor(head: RoomHead, seq: number, entry: LogEntry | undefined): boolean {
    const { clock, retention } = this.dependencies;
    const horizon = clock.now() + LIMITS.anchorMargin;
    if (seq === 0) return head.createdAt + retention >= horizon;
    return entry?.seq === seq && entry.expiresAt >= horizon;
  }

  /** What is at each place of `from..top`, for good, in order; `null`, and the end, at a young hole. */
  private async *upwards(head: RoomHead, from: number, top: number, entries: readonly LogEntry[]) {
    let index = Math.max(
      0,
      entries.findIndex((entry) => entry.seq >= from),
    );
    for (let seq = from; seq <= top; seq += 1) {
      const next = entries[index];
      if (next?.seq === seq) index += 1;
      const entry =
        next?.seq === seq ? next : await this.sealer.settle(head.room, seq, (next ?? head).takenAt);
      yield entry;
      if (entry === null) return;
    }
  }

  /** The same from `top` down to `bottom`; `above` is the nearest thing known above `top`. */
  private async *downwards(
    head: RoomHead,
    top: number,
    bottom: number,
    entries: readonly LogEntry[],
    above: Pick<LogEntry, 'takenAt'>,
  ) {
    let bound = above.takenAt;
    const there = new Map(entries.map((entry) => [entry.seq, entry]));
    for (let seq = top; seq >= bottom; seq -= 1) {
      const entry = there.get(seq) ?? (await this.sealer.settle(head.room, seq, bound));
      yield entry;
      if (entry === null) return;
      bound = entry.takenAt;
    }
  }

  private read(
    head: RoomHead,
    range: Parameters<MessageRepository['read']>[1],
  ): Promise<readonly LogEntry[]> {
    return this.dependencies.messages.read(head.room, range);
  }
}

function covering(
  { room, epoch }: RoomHead,
  from: number,
  through: number,
  entries: readonly VisibleEntry[],
  more: boolean,
): LogPage {
  return { room, epoch, from, through, recovered: true, entries, more };
}
