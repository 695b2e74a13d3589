import { LIMITS } from '../../model/limits.js';
import type { LogEntry } from '../../model/log-entry.js';
import type { RoomHead } from '../../model/room-head.js';
import type { Clock } from '../../ports/clock.js';
import type { MessageRepository } from '../../ports/message-repository.js';
import type { LogSealer } from './log-sealer.js';
import { upwards } from './log-walk.js';

/** Entries read at first; each further read takes four times as many. */
const FIRST_READ = 32;
/** Entries read at most in one go: past that the log is so busy that its members seal its holes themselves. */
const LAST_READ = 512;
/**
 * An entry this old ends the search, in milliseconds: writers give up a place at half this age, so that below it
 * nobody fills a place any more.
 */
const SETTLED_AGE = 2 * LIMITS.holeAge;

/** What {@link LogTail} needs. */
export interface LogTailDependencies {
  readonly messages: Pick<MessageRepository, 'read'>;
  readonly clock: Clock;
  readonly sealer: LogSealer;
  /** How long a message is kept, in milliseconds. */
  readonly retention: number;
}

/** Finds where a newcomer starts: the last place up to which nothing can be filled any more. */
export class LogTail {
  constructor(private readonly dependencies: LogTailDependencies) {}

  /** @returns that place; 0 when everything may still be filled */
  async end(head: RoomHead): Promise<number> {
    const { entries, floor } = await this.recent(head);
    const first = entries[0];
    if (first === undefined) return this.empty(head);
    if (floor === null) return 0;
    let end = floor;
    for await (const entry of upwards(
      head,
      { from: floor, to: head.seq, entries },
      this.dependencies.sealer,
    )) {
      if (entry === null) break;
      end = entry.seq;
    }
    return end;
  }

  /** Whether places that were taken no later than that are never filled any more, sealed or not. */
  isSettled(takenAt: number): boolean {
    return this.dependencies.clock.now() - takenAt > SETTLED_AGE;
  }

  /**
   * The newest entries, in order, down to one that is old enough; `floor` is where that one is, or `null` where the
   * log has no such entry and its lowest places may still be filled.
   */
  private async recent(head: RoomHead): Promise<{ entries: readonly LogEntry[]; floor: number | null }> {
    const { messages } = this.dependencies;
    const entries: LogEntry[] = [];
    let to = head.seq;
    for (let limit = FIRST_READ; ; limit *= 4) {
      const read = await messages.read(head.room, { from: 1, to, order: 'descending', limit });
      entries.unshift(...[...read].reverse());
      const settled = entries.findLast(({ takenAt }) => this.isSettled(takenAt));
      if (settled !== undefined) return { entries, floor: settled.seq };
      const lowest = entries[0];
      if (lowest === undefined) return { entries, floor: null };
      if (read.length < limit) return { entries, floor: lowest.seq === 1 ? 1 : null };
      if (limit >= LAST_READ) return { entries, floor: lowest.seq };
      to = lowest.seq - 1;
    }
  }

  /** The end of a log that shows nothing: below what may still be filled, above what has expired. */
  private async empty(head: RoomHead): Promise<number> {
    const { clock, retention, sealer } = this.dependencies;
    if (head.seq === 0 || head.takenAt + retention <= clock.now()) return head.seq;
    return (await sealer.settle(head.room, head.seq, head.takenAt)) === null ? 0 : head.seq;
  }
}
