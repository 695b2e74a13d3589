import type { ReceivedEntry } from '@serverless-ws/chat-protocol';

/** Entries above a gap, by ascending seq. Bounded: the highest are dropped first, and requested again later. */
export class ReorderBuffer {
  readonly #capacity: number;
  #entries: ReceivedEntry[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#entries.length;
  }

  add(entry: ReceivedEntry): void {
    const index = this.#indexOf(entry.seq);
    if (index >= this.#capacity || this.#entries[index]?.seq === entry.seq) return;
    this.#entries.splice(index, 0, entry);
    if (this.#entries.length > this.#capacity) this.#entries.pop();
  }

  /** Removes and returns the entry at `seq`, if it is held, and drops everything below. */
  take(seq: number): ReceivedEntry | null {
    const index = this.#indexOf(seq);
    const [found] = this.#entries
      .splice(0, this.#entries[index]?.seq === seq ? index + 1 : index)
      .slice(index);
    return found ?? null;
  }

  clear(): void {
    this.#entries = [];
  }

  /** The index of `seq`, or where to insert it. */
  #indexOf(seq: number): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle]?.seq ?? seq) < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
