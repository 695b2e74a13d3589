import { LIMITS } from '../../model/limits.js';
import type { LogEntry } from '../../model/log-entry.js';
import type { RoomHead } from '../../model/room-head.js';
import type { Clock } from '../../ports/clock.js';
import type { MessageRepository } from '../../ports/message-repository.js';
import type { GapFiller } from './gap-filler.js';
import { upwards } from './log-scan.js';

/** Entries read at first; each further read takes four times as many. */
const FIRST_READ = 32;
/** The most entries of one read: past that the log is so busy that its readers fill its gaps. */
const LAST_READ = 512;
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

/** Finds where a new member starts: the last position up to which nothing can be filled any more. */
export class LogTail {
  readonly #dependencies: LogTailDependencies;

  constructor(dependencies: LogTailDependencies) {
    this.#dependencies = dependencies;
  }

  /** @returns that position; 0 when everything may still be filled */
  async end(head: RoomHead): Promise<number> {
    const { entries, floor } = await this.#recent(head);
    const first = entries[0];
    if (first === undefined) return this.#empty(head);
    if (floor === null) return 0;
    let end = floor;
    for await (const entry of upwards(
      head,
      { from: floor, to: head.seq, entries },
      this.#dependencies.filler,
    )) {
      if (entry === null) break;
      end = entry.seq;
    }
    return end;
  }

  /** Whether positions that were reserved no later than that can no longer be filled. */
  isFinal(reservedAt: number): boolean {
    return this.#dependencies.clock.now() - reservedAt > FINAL_AGE;
  }

  /**
   * The newest entries, in order, down to one that is old enough; `floor` is the position of that, or `null` where the
   * log has no such entry and its lowest positions may still be filled.
   */
  async #recent(head: RoomHead): Promise<{ entries: readonly LogEntry[]; floor: number | null }> {
    const { messages } = this.#dependencies;
    const entries: LogEntry[] = [];
    let to = head.seq;
    for (let limit = FIRST_READ; ; limit *= 4) {
      const read = await messages.read(head.room, { from: 1, to, order: 'descending', limit });
      entries.unshift(...[...read].reverse());
      const final = entries.findLast(({ reservedAt }) => this.isFinal(reservedAt));
      if (final !== undefined) return { entries, floor: final.seq };
      const lowest = entries[0];
      if (lowest === undefined) return { entries, floor: null };
      if (read.length < limit) return { entries, floor: lowest.seq === 1 ? 1 : null };
      if (limit >= LAST_READ) return { entries, floor: lowest.seq };
      to = lowest.seq - 1;
    }
  }

  /** The end of a log without entries: below what may still be filled, above what has expired. */
  async #empty(head: RoomHead): Promise<number> {
    const { clock, retention, filler } = this.#dependencies;
    if (head.seq === 0 || head.reservedAt + retention <= clock.now()) return head.seq;
    return (await filler.fillIfExpired(head.room, head.seq, head.reservedAt)) === null ? 0 : head.seq;
  }
}
