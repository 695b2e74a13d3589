import type { ReceivedEntry, ServerFrameOf, WireEntry } from '@serverless-ws/chat-protocol';
import { ReorderBuffer } from './reorder-buffer.js';

/** A position in one epoch of a room's log. */
export interface Cursor {
  readonly epoch: string;
  readonly seq: number;
}

/** A gap in a log. */
export interface LogReset {
  /** After it the log continues. */
  readonly cursor: Cursor;
  /** Where the log was before; its `seq` is 0 where it had no entry yet, so that nothing is lost. */
  readonly last: Cursor;
}

/** The events of a {@link RoomLog}. */
export interface RoomLogListener {
  /** The next entry: in order, each once. */
  onEntry(entry: WireEntry, epoch: string): void;
  /** There is a gap after the shown entries: read the history again, back from `cursor`. */
  onReset(reset: LogReset): void;
}

/** A page of the log, as `joined` and `page` carry it. */
export type LogPage = Omit<ServerFrameOf<'page'>, 'type'>;

/** Entries held above a gap: some hundred kilobytes at the usual length of a message. */
const HELD = 1_000;

/**
 * One room's log as this client has seen it: orders entries, drops duplicates, holds entries above a gap, and knows
 * when to request missing ones. Without timers or sockets; see PROTOCOL.md, "Keeping the log".
 */
export class RoomLog {
  readonly #listener: RoomLogListener;
  /** Just before the first entry that was shown: history starts here, going down. */
  start: Cursor | null;
  readonly #buffer = new ReorderBuffer(HELD);
  #highest = 0;
  #otherEpoch = false;
  #heldEpoch: string;

  /** @param cursor - where to continue, from an earlier run; `null` to start at the end of the log */
  constructor(
    listener: RoomLogListener,
    public cursor: Cursor | null = null,
  ) {
    this.#listener = listener;
    this.start = cursor;
    this.#heldEpoch = cursor?.epoch ?? '';
  }

  /** Whether there are entries above the cursor that should have arrived by now. */
  get isBehind(): boolean {
    return this.cursor !== null && (this.#otherEpoch || this.#highest > this.cursor.seq);
  }

  /** The cursor after which to request what is missing. A caller that gets no response must call it again. */
  ask(): Cursor | null {
    // Not when the response arrives: entries of yet another epoch may overtake it.
    this.#otherEpoch = false;
    return this.cursor;
  }

  /** Entries that were pushed, perhaps late, early, or repeated. */
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
   * Applies the response to a request after `asked`.
   * @returns whether to send the next request at once
   */
  apply(page: LogPage, asked: Cursor | null): boolean {
    if (!page.recovered || this.cursor === null) this.#restart(page, asked);
    else if (page.epoch === this.cursor?.epoch) this.#extend(page);
    if (page.epoch === this.cursor?.epoch) this.expect(page.head);
    this.#drain();
    return page.recovered && page.more;
  }

  /** The log has reached `seq`, by a `pong`, a page or an `ack`. */
  expect(seq: number): void {
    this.#highest = Math.max(this.#highest, seq);
  }

  #extend(page: LogPage): void {
    for (const entry of page.messages) this.#show(entry);
    this.#moveTo(page.epoch, page.through);
  }

  #restart({ epoch, through }: LogPage, asked: Cursor | null): void {
    // Nothing is missing; or another connection of this client was reset before, and its entries were shown since.
    if (this.cursor?.epoch === epoch && (this.cursor !== asked || asked.seq === through)) return;
    const last = this.cursor;
    if (epoch !== this.#heldEpoch) this.#startHolding(epoch);
    const cursor = { epoch, seq: through };
    this.cursor = cursor;
    this.start = cursor;
    if (last !== null) this.#listener.onReset({ cursor, last });
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
    // The cursor moves first: the listener may read it, or pass in another frame.
    this.#moveTo(epoch, entry.seq);
    if ('kind' in entry) this.#listener.onEntry(entry, epoch);
  }

  #moveTo(epoch: string, seq: number): void {
    if (this.cursor !== null && seq > this.cursor.seq) this.cursor = { epoch, seq };
  }
}
