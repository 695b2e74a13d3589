import type { ReceivedEntry, ServerFrameOf, WireEntry } from '@serverless-ws/chat-protocol';
import { ReorderBuffer } from './reorder-buffer.js';

/** A position in one epoch of a room's log. */
export interface Cursor {
  readonly epoch: string;
  readonly seq: number;
}

/** What {@link RoomLog} tells. */
export interface RoomLogListener {
  /** The next entry: in order, each once. */
  onEntry(entry: WireEntry, epoch: string): void;
  /** What was shown does not connect to what comes next: read the history again, back from `cursor`. */
  onReset(cursor: Cursor): void;
}

/** A page of the log, as `joined` and `page` carry it. */
export type LogPage = Omit<ServerFrameOf<'page'>, 'type'>;

/** Entries held above a gap: some hundred kilobytes at the usual length of a message. */
const HELD = 1_000;

/**
 * One room's log as this client has seen it: puts in order what comes in any, drops what comes twice, holds what is
 * above a gap, and knows when there is something to ask for. Without timers or sockets; see PROTOCOL.md, "Keeping the
 * log".
 */
export class RoomLog {
  readonly #listener: RoomLogListener;
  /** Just before the first entry that was handed over: history begins here, downwards. */
  start: Cursor | null = null;
  readonly #buffer = new ReorderBuffer(HELD);
  #highest = 0;
  #otherEpoch = false;
  #heldEpoch: string;

  /** @param cursor - where to go on, from an earlier run; `null` to begin where the log stands */
  constructor(
    listener: RoomLogListener,
    public cursor: Cursor | null = null,
  ) {
    this.#listener = listener;
    this.start = cursor;
    this.#heldEpoch = cursor?.epoch ?? '';
  }

  /** How many entries wait above a gap. */
  get heldCount(): number {
    return this.#buffer.size;
  }

  /** Whether there is something above the cursor that should have come by now. */
  get isBehind(): boolean {
    return this.cursor !== null && (this.#otherEpoch || this.#highest > this.cursor.seq);
  }

  /** The cursor after which to ask for what is missing. Whoever asks and gets no answer must ask again. */
  ask(): Cursor | null {
    // Not when the answer comes: news of yet another epoch may overtake it.
    this.#otherEpoch = false;
    return this.cursor;
  }

  /** News, perhaps late, early, or again. */
  receive(epoch: string, entries: readonly ReceivedEntry[]): void {
    if (this.cursor !== null && epoch !== this.cursor.epoch) {
      this.#otherEpoch = true;
      return;
    }
    if (epoch !== this.#heldEpoch) this.#startHolding(epoch);
    for (const entry of entries) {
      this.expect(entry.seq);
      if (this.cursor === null || entry.seq > this.cursor.seq + 1) this.#buffer.add(entry);
      else this.#show(entry);
    }
    this.#drain();
  }

  /**
   * The answer to a question after `asked`.
   * @returns whether to ask again at once
   */
  apply(page: LogPage, asked: Cursor | null): boolean {
    if (!page.recovered) this.#restart(page, asked);
    else if (page.epoch === this.cursor?.epoch) this.#extend(page);
    if (page.epoch === this.cursor?.epoch) this.expect(page.head);
    this.#drain();
    return page.recovered && page.more;
  }

  /** The log has come to `seq`, as a `pong`, a page or an `ack` says. */
  expect(seq: number): void {
    this.#highest = Math.max(this.#highest, seq);
  }

  #extend(page: LogPage): void {
    for (const entry of page.messages) this.#show(entry);
    this.#moveTo(page.epoch, page.through);
  }

  #restart({ epoch, through }: LogPage, asked: Cursor | null): void {
    // Nothing is missing; or another connection of ours was told the same before, and its news has been shown since.
    if (this.cursor?.epoch === epoch && (this.cursor !== asked || asked.seq === through)) return;
    const isGap = this.cursor !== null;
    if (epoch !== this.#heldEpoch) this.#startHolding(epoch);
    this.cursor = { epoch, seq: through };
    this.start = this.cursor;
    if (isGap) this.#listener.onReset(this.cursor);
  }

  #startHolding(epoch: string): void {
    this.#heldEpoch = epoch;
    this.#buffer.clear();
    this.#highest = 0;
  }

  #drain(): void {
    while (this.cursor !== null) {
      const next = this.#buffer.take(this.cursor.seq + 1);
      if (next === null) return;
      this.#show(next);
    }
  }

  #show(entry: ReceivedEntry): void {
    if (this.cursor === null || entry.seq <= this.cursor.seq) return;
    const { epoch } = this.cursor;
    // First the cursor: the listener may come back with another frame, or look at it.
    this.#moveTo(epoch, entry.seq);
    if (entry.kind !== 'unknown') this.#listener.onEntry(entry, epoch);
  }

  #moveTo(epoch: string, seq: number): void {
    if (this.cursor !== null && seq > this.cursor.seq) this.cursor = { epoch, seq };
  }
}
