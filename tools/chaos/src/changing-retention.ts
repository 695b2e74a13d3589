import {
  entryEnd,
  LIMITS,
  retentionChange,
  type LogEntry,
  type RoomHead,
  type RoomHeadRepository,
} from '@serverless-ws/chat-domain';

/** Shorter for a while, and as before, again and again: what is said meanwhile ends before what was said earlier, if left alone. */
const PERIODS = [LIMITS.retentionMinimum, LIMITS.retentionDefault];
/** Milliseconds by which a position may be reserved by an older clock reading than the one below it: writers are frozen. */
const TOLERANCE = 60_000;

/** An operator who changes how long a room keeps its messages, while all else goes on. */
export class ChangingRetention {
  /** Changes that were stored. */
  changes = 0;
  readonly #heads: Pick<RoomHeadRepository, 'find' | 'setRetention'>;
  readonly #room: string;

  constructor(heads: Pick<RoomHeadRepository, 'find' | 'setRetention'>, room: string) {
    this.#heads = heads;
    this.#room = room;
  }

  /** Changes it once; nothing where the store is down, or the room is not there yet. */
  async change(): Promise<void> {
    try {
      const head = await this.#heads.find(this.#room);
      if (head === null) return;
      const period = PERIODS[this.changes % PERIODS.length] ?? LIMITS.retentionDefault;
      const change = retentionChange(head, period, LIMITS.retentionDefault);
      if ((await this.#heads.setRetention(this.#room, change, head.retention)) !== null) this.changes += 1;
    } catch {
      // The engine is being killed, and an operator tries again later.
    }
  }
}

/** Entries that end, in effect, before the one below them: a hole would open there in the middle of the log. */
export function fallenEnds(
  head: Pick<RoomHead, 'retention'>,
  entries: readonly Pick<LogEntry, 'seq' | 'reservedAt' | 'expiresAt'>[],
): number {
  const ends = entries.map((entry) => entryEnd(head, entry));
  return ends.filter((end, index) => end + TOLERANCE < (ends[index - 1] ?? end)).length;
}
