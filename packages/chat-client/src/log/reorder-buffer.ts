import type { ReceivedEntry } from '@serverless-ws/chat-protocol';

/** Entries above a gap, by ascending seq. Bounded: the highest are dropped first, and requested again later. */
export class ReorderBuffer {
  readonly #capacity: number;
  #entries: ReceivedEntry[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  add(entry: ReceivedEntry): void {
    // From the end, where most entries belong.
    const index = this.#entries.findLastIndex(({ seq }) => seq < entry.seq) + 1;
    if (index >= this.#capacity || this.#entries[index]?.seq === entry.seq) return;
    this.#entries.splice(index, 0, entry);
    if (this.#entries.length > this.#capacity) this.#entries.pop();
  }

  /** Removes and returns the entry at `seq`, if it is held, and drops everything below. */
  take(seq: number): ReceivedEntry | null {
    while ((this.#entries[0]?.seq ?? seq) < seq) this.#entries.shift();
    return this.#entries[0]?.seq === seq ? (this.#entries.shift() ?? null) : null;
  }

  clear(): void {
    this.#entries = [];
  }
}
