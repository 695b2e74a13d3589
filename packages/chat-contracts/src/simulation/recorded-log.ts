import type { LogEntry } from '@serverless-ws/chat-domain';

/** A message of the log, and when it got there. */
export type Recorded = Exclude<LogEntry, { kind: 'filler' }>;

/** Everything that was ever stored in one log of a room: from the creation of a head until that is deleted. */
export class RecordedLog {
  readonly #positions = new Map<number, Recorded>();
  readonly #final = new Set<number>();

  /** Records that a position got its entry; `null` for one that no reader sees. */
  add(seq: number, entry: Recorded | null): void {
    this.#final.add(seq);
    if (entry !== null) this.#positions.set(seq, entry);
  }

  /** Whether a position has a message or a filler. */
  isFinal(seq: number): boolean {
    return this.#final.has(seq);
  }

  /** What was stored at a position, even if it has expired since. */
  at(seq: number): Recorded | undefined {
    return this.#positions.get(seq);
  }

  /** The positions in `from..through` that hold something to show. */
  positions(from: number, through: number): readonly number[] {
    return [...this.#positions.keys()].filter((seq) => seq >= from && seq <= through).sort((a, b) => a - b);
  }

  /** The positions whose entries have not expired at `now`. */
  living(now: number): readonly number[] {
    return [...this.#positions.values()].filter(({ expiresAt }) => expiresAt > now).map(({ seq }) => seq);
  }
}
