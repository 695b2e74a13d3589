import { LIMITS } from '../../model/limits.js';
import { entryBytes, type LogEntry } from '../../model/log-entry.js';
import type { RoomHead } from '../../model/room-head.js';
import { entryEnd, retentionAt } from '../../model/room-retention.js';
import type { Clock } from '../../ports/clock.js';
import type { MessageRepository } from '../../ports/message-repository.js';
import type { GapFiller } from './gap-filler.js';
import { upwards } from './log-scan.js';

/** Entries read at first: at the largest text they are as much as a page. Each further read takes four times as many. */
const FIRST_READ = 8;
const GROWTH = 4;
/** Bytes of entries that are read at most: 16 read units. Past that, single entries are read to find the end. */
const MOST_BYTES = 64 * 1_024;
/**
 * An entry this old ends the search, in milliseconds: writers give up a position at half this age, so that below it
 * no writer fills a position any more.
 */
const FINAL_AGE = 2 * LIMITS.gapAge;

/** What {@link LogTail} needs. */
export interface LogTailDependencies {
  readonly messages: Pick<MessageRepository, 'read'>;
  readonly clock: Clock;
  readonly filler: GapFiller;
  /** How long a message is kept, in milliseconds. */
  readonly retention: number;
}

/** The end of a log for a new member, and what was read to find it. */
export interface TailRead {
  /** The last position up to which nothing can be filled any more; 0 when everything may still be filled. */
  readonly end: number;
  /** The entries right up to `end`, in order, so that a page needs not read them again. */
  readonly entries: readonly LogEntry[];
  /** Whether the log has no entry below the first of them. */
  readonly isWhole: boolean;
}

/** The newest entries of a log, in order. */
interface Recent {
  readonly entries: readonly LogEntry[];
  /** The position of one that is old enough; `null` where the lowest positions of the log may still be filled. */
  readonly floor: number | null;
  readonly isWhole: boolean;
}

/** Finds where a new member starts: the last position up to which nothing can be filled any more. */
export class LogTail {
  readonly #dependencies: LogTailDependencies;

  constructor(dependencies: LogTailDependencies) {
    this.#dependencies = dependencies;
  }

  async find(head: RoomHead): Promise<TailRead> {
    const { entries, floor, isWhole } = await this.#recent(head);
    if (entries.length === 0 && floor === null) {
      return { end: await this.#empty(head), entries: [], isWhole: false };
    }
    if (floor === null) return { end: 0, entries: [], isWhole: false };
    if (entries.length === 0) return { end: floor, entries: [], isWhole };
    const final = entries.filter(({ seq }) => seq < floor);
    const above = { from: floor, to: head.seq, entries };
    for await (const entry of upwards(head, above, this.#dependencies.filler)) {
      if (entry === null) break;
      final.push(entry);
    }
    return { end: final.at(-1)?.seq ?? floor, entries: final, isWhole };
  }

  /** Whether positions that were reserved no later than that can no longer be filled. */
  isFinal(reservedAt: number): boolean {
    return this.#dependencies.clock.now() - reservedAt > FINAL_AGE;
  }

  /** The newest entries, down to one that is old enough; none where that is too far down to read all above it. */
  async #recent(head: RoomHead): Promise<Recent> {
    const { room, seq, hasReactions: reactions } = head;
    const { messages, clock } = this.#dependencies;
    const entries: LogEntry[] = [];
    let bytes = 0;
    for (let to = seq, limit = FIRST_READ; ;) {
      const stored = await messages.read(room, { from: 1, to, order: 'descending', limit, reactions });
      const read = stored.filter((entry) => entryEnd(head, entry) > clock.now());
      entries.unshift(...[...read].reverse());
      const isWhole = read.length < limit;
      const final = entries.findLast(({ reservedAt }) => this.isFinal(reservedAt));
      if (final !== undefined) return { entries, floor: final.seq, isWhole };
      const lowest = entries[0];
      if (lowest === undefined) return { entries, floor: null, isWhole };
      if (isWhole) return { entries, floor: lowest.seq === 1 ? 1 : null, isWhole };
      bytes += read.reduce((sum, entry) => sum + entryBytes(entry), 0);
      limit = Math.min(limit * GROWTH, Math.floor(((MOST_BYTES - bytes) * entries.length) / bytes));
      to = lowest.seq - 1;
      if (limit < 1) return { entries: [], floor: await this.#probe(room, lowest.seq), isWhole: false };
    }
  }

  /** The position of an entry that is old enough, by single ones further and further down; `null` where there is none. */
  async #probe(room: string, below: number): Promise<number | null> {
    const { messages } = this.#dependencies;
    for (let step = FIRST_READ; ; step *= 2) {
      const range = { from: 1, to: below - step, order: 'descending', limit: 1 } as const;
      const [entry] = below > step ? await messages.read(room, range) : [];
      if (entry === undefined || this.isFinal(entry.reservedAt)) return entry?.seq ?? null;
    }
  }

  /** The end of a log without entries: below what may still be filled, above what has expired. */
  async #empty(head: RoomHead): Promise<number> {
    const { clock, retention, filler } = this.#dependencies;
    if (head.seq === 0 || head.reservedAt + retentionAt(head, head.seq, retention) <= clock.now())
      return head.seq;
    return (await filler.fillIfExpired(head, head.seq, head.reservedAt)) === null ? 0 : head.seq;
  }
}
