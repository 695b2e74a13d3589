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

/** Milliseconds until an operator tries again. */
const PAUSE = 250;

/** An operator who changes how long a room keeps its messages, while all else goes on. */
export class ChangingRetention {
  /** Changes that were stored. */
  changes = 0;
  readonly #heads: Pick<RoomHeadRepository, 'find' | 'setRetention'>;
  readonly #room: string;
  #asked = 0;
  #latest: Promise<void> = Promise.resolve();
  #isClosed = false;
  readonly #wait: () => Promise<void>;

  constructor(
    heads: Pick<RoomHeadRepository, 'find' | 'setRetention'>,
    room: string,
    wait = () => new Promise<void>((resolve) => setTimeout(resolve, PAUSE)),
  ) {
    this.#heads = heads;
    this.#room = room;
    this.#wait = wait;
  }

  /** Whether every change that was asked for is stored. */
  get isIdle(): boolean {
    return this.changes === this.#asked;
  }

  /** Changes it once, after the changes before; tries again while the store is down, or the room is not there yet. */
  change(): Promise<void> {
    this.#asked += 1;
    this.#latest = this.#latest.then(() => this.#changeUntilStored());
    return this.#latest;
  }

  /** Changes nothing more. */
  close(): void {
    this.#isClosed = true;
  }

  async #changeUntilStored(): Promise<void> {
    while (!this.#isClosed) {
      if (await this.#isStored()) {
        this.changes += 1;
        return;
      }
      await this.#wait();
    }
  }

  async #isStored(): Promise<boolean> {
    try {
      const head = await this.#heads.find(this.#room);
      if (head === null) return false;
      const period = PERIODS[this.changes % PERIODS.length] ?? LIMITS.retentionDefault;
      const change = retentionChange(head, period, LIMITS.retentionDefault);
      return (await this.#heads.setRetention(this.#room, change, head.retention)) !== null;
    } catch {
      // The engine is being killed.
      return false;
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
