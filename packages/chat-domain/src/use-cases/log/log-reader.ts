import { LIMITS } from '../../model/limits.js';
import type { LogCursor } from '../../model/log-cursor.js';
import type { LogEntry, VisibleEntry } from '../../model/log-entry.js';
import type { RoomHead } from '../../model/room-head.js';
import { entryEnd, retentionAt } from '../../model/room-retention.js';
import type { Clock } from '../../ports/clock.js';
import type { Logger } from '../../ports/logger.js';
import type { MessageRepository } from '../../ports/message-repository.js';
import type { RoomHeadRepository } from '../../ports/room-head-repository.js';
import { withContents } from './edited-contents.js';
import { PageBuilder, unrecovered, type LogPage } from './log-page.js';
import { GapFiller } from './gap-filler.js';
import { LogTail, type TailRead } from './log-tail.js';
import { downwards, upwards } from './log-scan.js';
import { UnsentNotes } from './unsent-notes.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import { perPorts } from '../per-ports.js';
import { retentionOf } from './retention.js';

/** What {@link LogReader} needs. */
export interface LogReaderDependencies {
  readonly messages: Pick<MessageRepository, 'read' | 'append' | 'find'>;
  readonly heads: Pick<RoomHeadRepository, 'noteUnsent'>;
  readonly clock: Clock;
  /** How long a message is kept, in milliseconds. */
  readonly retention: number;
  /** Gets a line for each position that a reader fills. Default: no log. */
  readonly logger?: Logger | undefined;
}

/** Reads the log so that a page stays valid: no position is skipped that could still be filled. */
export class LogReader {
  readonly #filler: GapFiller;
  readonly #tail: LogTail;
  readonly #unsent: UnsentNotes;

  readonly #dependencies: LogReaderDependencies;

  constructor(dependencies: LogReaderDependencies) {
    this.#dependencies = dependencies;

    this.#filler = new GapFiller(dependencies);
    this.#tail = new LogTail({ ...dependencies, filler: this.#filler });
    this.#unsent = new UnsentNotes(dependencies);
  }

  /** The page after a cursor; not `recovered` when something above the cursor may have expired. */
  async after(head: RoomHead, cursor: LogCursor, limit: number): Promise<LogPage> {
    if (cursor.epoch !== head.epoch) return this.newest(head);
    // What a reconnect after a quiet time asks: no read is needed to know that nothing is above the newest entry.
    if (cursor.seq === head.seq && this.#isNewestLive(head))
      return covering(head, head.seq + 1, head.seq, [], false);
    return this.#upFrom(head, cursor.seq + 1, limit, (cursorEntry) =>
      this.#isCursorLive(head, cursor.seq, cursorEntry),
    );
  }

  /**
   * The page after a position, whatever has expired above it. Where the positions right above are empty, it covers none
   * while one of them may still be filled, and skips them as expired from then on.
   */
  async left(head: RoomHead, seq: number, limit: number): Promise<LogPage> {
    const range = { from: seq + 1, to: head.seq, order: 'ascending', limit: 1 } as const;
    const [lowest] = await this.#dependencies.messages.read(head.room, range);
    const start = lowest?.seq ?? head.seq + 1;
    const isOpen = start > seq + 1 && !this.#tail.isFinal((lowest ?? head).reservedAt);
    if (isOpen) return covering(head, seq + 1, seq, [], true);
    return { ...(await this.#upFrom(head, start, limit, () => true)), from: seq + 1 };
  }

  /** The page before a position. A position that may still be filled ends it; ask again for the rest. */
  async before(head: RoomHead, before: number, limit: number): Promise<LogPage> {
    return this.#downFrom(head, before, limit);
  }

  /** @param tail - the entries right below `before`, where they were read already */
  async #downFrom(head: RoomHead, before: number, limit: number, tail?: TailRead): Promise<LogPage> {
    const page = new PageBuilder(limit);
    const through = Math.max(0, Math.min(before - 1, head.seq));
    const pageTo = async (next: number, more: boolean) => {
      await this.#unsent.note(head, page.positions.toReversed());
      return covering(head, next + 1, through, page.entries.toReversed(), more);
    };
    let next = through;
    let above: Pick<LogEntry, 'reservedAt'> = head;
    while (next >= 1 && page.remaining > 0) {
      // The first read begins with the entry above the page, where there is one: it dates a gap at the top.
      const top = next === through ? Math.min(before, head.seq) : next;
      const known = next === through && tail !== undefined && tail.entries.length > 0 ? tail : undefined;
      const { entries, isLast } = await this.#downwardsFrom(head, top, page.remaining + (top - next), known);
      if (entries[0] !== undefined && entries[0].seq > next) above = entries[0];
      const from = isLast && this.#isWhole(head) ? 1 : (entries.at(-1)?.seq ?? next + 1);
      for await (const entry of downwards(head, { from, to: next, entries }, above, this.#filler)) {
        if (entry === null || !page.add(entry)) return pageTo(next, true);
        next = entry.seq - 1;
        above = entry;
      }
      // Nothing is below: it has expired, or it is in flight.
      if (isLast) return pageTo(next, next >= 1 && this.#filler.isInFlight(above.reservedAt));
    }
    return pageTo(next, next >= 1);
  }

  /** Entries from a position down, those that are known if there are any; and whether none is below them. */
  async #downwardsFrom(head: RoomHead, top: number, wanted: number, known: TailRead | undefined) {
    const { room, hasReactions: reactions } = head;
    const { messages } = this.#dependencies;
    if (known !== undefined) {
      const entries = await withContents(messages, room, known.entries);
      return { entries: entries.toReversed(), isLast: known.isWhole };
    }
    const range = { from: 1, to: top, order: 'descending', limit: wanted, reactions } as const;
    // Expiry never falls as positions grow: below one that has expired nothing is left.
    const entries = (await messages.read(room, range)).filter((entry) => this.#isLive(head, entry));
    return { entries: await withContents(messages, room, entries), isLast: entries.length < wanted };
  }

  /** The newest page: below all positions that can still be filled, so that its `through` is a cursor. */
  async latest(head: RoomHead, limit: number): Promise<LogPage> {
    const tail = await this.#tail.find(head);
    return this.#downFrom(head, tail.end + 1, limit, tail);
  }

  /** The position where a new member starts, and no entries. */
  async newest(head: RoomHead): Promise<LogPage> {
    return unrecovered(head, (await this.#tail.find(head)).end);
  }

  /**
   * The position where a shard's first worker starts: that of a new member, or right below everything that is left where
   * older entries may have expired. Positions in flight are above the one, but may be below the other.
   */
  async floor(head: RoomHead): Promise<number> {
    const { end } = await this.#tail.find(head);
    if (end > 0 || this.#isWhole(head)) return end;
    const range = { from: 1, to: head.seq, order: 'ascending', limit: 1 } as const;
    const [lowest] = await this.#dependencies.messages.read(head.room, range);
    return (lowest ?? head).seq - 1;
  }

  /** @param isContiguous - whether the entry below the page, if there is one, proves that nothing is missing */
  async #upFrom(
    head: RoomHead,
    start: number,
    limit: number,
    isContiguous: (below: LogEntry | undefined) => boolean,
  ): Promise<LogPage> {
    const { messages } = this.#dependencies;
    const { hasReactions: reactions } = head;
    const page = new PageBuilder(limit);
    let [next, below]: [number, LogEntry | undefined] = [start, undefined];
    const pageTo = async (to: number, more: boolean) => {
      await this.#unsent.note(head, [...(below === undefined ? [] : [below]), ...page.positions]);
      const shown = page.entries.filter((entry) => this.#isLive(head, entry));
      return covering(head, start, to - 1, shown, more);
    };
    do {
      // The first read begins with the entry below.
      const from = next === start ? Math.max(1, start - 1) : next;
      const wanted = page.remaining + (next - from);
      const range = { from, to: head.seq, order: 'ascending', limit: wanted, reactions } as const;
      const read = await messages.read(head.room, range);
      if (next === start && !isContiguous(read[0])) return this.newest(head);
      if (read[0]?.seq === start - 1) below = read[0];
      const entries = await withContents(messages, head.room, read);
      const { seq: to } = entries.length < wanted ? head : (entries.at(-1) ?? head);
      for await (const entry of upwards(head, { from: next, to, entries }, this.#filler)) {
        if (entry === null) return pageTo(next, false);
        if (!page.add(entry)) return pageTo(next, true);
        next = entry.seq + 1;
      }
    } while (next <= head.seq && page.remaining > 0);
    return pageTo(next, next <= head.seq);
  }

  /**
   * Whether all entries above `seq` must still exist: the entry at it lives long enough. Beyond the head is no entry,
   * so no cursor there is valid. At 0 is none either, but the one at 1 stands in for it; where that is missing, only a
   * log so young that it cannot have expired is complete.
   */
  #isCursorLive(head: RoomHead, seq: number, first: LogEntry | undefined): boolean {
    const cursorSeq = Math.max(1, seq);
    if (first?.seq === cursorSeq)
      return entryEnd(head, first) >= this.#dependencies.clock.now() + LIMITS.cursorEntryMargin;
    return seq === 0 && (head.seq === 0 || this.#isWhole(head));
  }

  /** Whether the entry at the head lives as long as one must for a cursor, by the time its position was reserved. */
  #isNewestLive(head: RoomHead): boolean {
    const { clock, retention } = this.#dependencies;
    const { seq, reservedAt } = head;
    const kept = retentionAt(head, seq, retention);
    return seq === 0 || reservedAt + kept >= clock.now() + LIMITS.cursorEntryMargin;
  }

  /** Whether an entry that is stored may still be shown: a room's own retention may be shorter than the one it was stored with. */
  #isLive(head: RoomHead, entry: LogEntry): boolean {
    return entryEnd(head, entry) > this.#dependencies.clock.now();
  }

  /** Whether nothing of a log can have expired yet, however short the retention. */
  #isWhole({ createdAt }: RoomHead): boolean {
    return createdAt + LIMITS.retentionMinimum >= this.#dependencies.clock.now() + LIMITS.cursorEntryMargin;
  }
}

function covering(
  { room, epoch, seq: head }: RoomHead,
  from: number,
  through: number,
  entries: readonly VisibleEntry[],
  more: boolean,
): LogPage {
  return { room, epoch, from, through, head, recovered: true, entries, more };
}

/** The {@link LogReader} of a chat. */
export const logReaderOf = perPorts(
  (
    ports: Pick<ChatPorts, 'heads' | 'messages' | 'clock' | 'settings'> & Partial<Pick<ChatPorts, 'logger'>>,
  ) => new LogReader({ ...ports, retention: retentionOf(ports) }),
);
