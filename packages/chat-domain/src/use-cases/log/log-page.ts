import { LIMITS } from '../../model/limits.js';
import { entryBytes, isMessage, isVisible, type LogEntry, type VisibleEntry } from '../../model/log-entry.js';
import type { RoomHead } from '../../model/room-head.js';

/** A range of a log, in order. Covers every position in `from..through`; those not shown are fillers or expired. */
export interface LogPage {
  readonly room: string;
  readonly epoch: string;
  /** The lowest position covered: continue backwards from it, as `before`. `through + 1` when nothing is covered. */
  readonly from: number;
  /** The highest position covered: continue from it, as `after`. In the response to a join, the client's cursor. */
  readonly through: number;
  /** The highest position reserved. Above the client's cursor, there is something to request, now or soon. */
  readonly head: number;
  /** Whether the page continues from the caller's cursor without a gap. */
  readonly recovered: boolean;
  readonly entries: readonly VisibleEntry[];
  /** Whether there is more in the requested direction. */
  readonly more: boolean;
}

/** Entries read before their size is known: at the largest text they fill one page. */
const FIRST_READ = 8;
/**
 * A further read takes at most so many times what the page holds: those entries may be large where these were small, and
 * what does not fit was read in vain.
 */
const GROWTH = 3;

/** Collects positions of the log until a page is full, by number or by bytes. */
export class PageBuilder {
  readonly entries: VisibleEntry[] = [];
  /** What is at each position, fillers included. */
  readonly positions: LogEntry[] = [];
  #bytes = 0;

  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Adds an entry, or returns `false` when it no longer fits. The first one always does. */
  add(entry: LogEntry): boolean {
    const bytes = isVisible(entry) ? entryBytes(entry) : 0;
    // One that would not even fit alone is shown without its reactions.
    if (bytes > LIMITS.pageBytes && isMessage(entry) && (entry.reactions ?? []).length > 0) {
      return this.add({ ...entry, reactions: [] });
    }
    if (this.positions.length >= this.#limit) return false;
    if (this.#bytes > 0 && this.#bytes + bytes > LIMITS.pageBytes) return false;
    this.#bytes += bytes;
    this.positions.push(entry);
    if (isVisible(entry)) this.entries.push(entry);
    return true;
  }

  /** How many more entries are likely to fit, going by the size of those so far; 0 when the page is full. */
  get remaining(): number {
    const positions = this.positions.length;
    if (positions === 0) return Math.min(this.#limit, FIRST_READ);
    const average = Math.max(1, this.#bytes / positions);
    const fitting = Math.floor((LIMITS.pageBytes - this.#bytes) / average);
    return Math.max(0, Math.min(this.#limit - positions, fitting, GROWTH * Math.max(FIRST_READ, positions)));
  }
}

/** The page for a cursor that is no longer valid: the head of the log, and no entries. */
export function unrecovered({ room, epoch, seq: head }: RoomHead, through: number): LogPage {
  return { room, epoch, from: through + 1, through, head, recovered: false, entries: [], more: false };
}
