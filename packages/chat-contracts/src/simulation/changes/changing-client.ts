import {
  isMessagesEvent,
  type LogCursor,
  type LogEntry,
  type LogPage,
  type ServerEvent,
} from '@serverless-ws/chat-domain';
import { ShownLog } from './shown-log.js';

/** What a client has asked for and got no final answer to. */
export type Pending =
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'edit'; readonly target: Target; readonly text: string }
  | { readonly kind: 'reaction'; readonly target: Target; readonly reaction: string; readonly on: boolean }
  | { readonly kind: 'deletion'; readonly target: Target };

/** A message that a client knows of. */
export interface Target {
  readonly seq: number;
  readonly id: string;
  /** Who sent it. */
  readonly userId: string;
}

/** A client that keeps the log in order, shows messages with what was changed about them, and pages back. */
export class ChangingClient {
  connectionId: string | null = null;
  cursor: LogCursor | null = null;
  /** Whether there is more before `start`. */
  pagesBack = false;
  start = 0;
  shown = new ShownLog();
  /** Requests without a final answer, by client message id. */
  readonly pending = new Map<string, Pending>();
  readonly #held = new Map<number, LogEntry>();

  constructor(readonly userId: string) {}

  /** What the server pushes. */
  receive(event: ServerEvent): void {
    if (!isMessagesEvent(event) || event.epoch !== this.cursor?.epoch) return;
    this.#take(event.entries, this.cursor);
  }

  /** Handles a page after a cursor, or the news that there is none. */
  catchUp(page: LogPage, asked: LogCursor | null): void {
    const isThere = page.epoch === this.cursor?.epoch && page.through === this.cursor.seq;
    // Where the cursor is the end of the log, nothing is missing.
    if (!page.recovered && !isThere) this.#startAnew(page);
    else if (this.cursor !== null && page.epoch === this.cursor.epoch && asked?.epoch === page.epoch) {
      if (page.from > this.cursor.seq + 1) return;
      this.#take(page.entries, this.cursor);
      if (page.through > this.cursor.seq) this.#pass(page.epoch, page.through);
    }
  }

  /** Handles a page before the start. */
  lookBack(page: LogPage, asked: LogCursor): void {
    if (!page.recovered) this.#startAnew(page);
    else if (asked.epoch === this.cursor?.epoch && asked.seq === this.start + 1) {
      for (const entry of page.entries) this.shown.add(entry);
      this.start = page.from - 1;
      this.pagesBack = page.more;
    }
  }

  #startAnew({ epoch, through }: LogPage): void {
    this.shown = new ShownLog();
    if (this.cursor?.epoch !== epoch) this.#held.clear();
    this.start = through;
    this.pagesBack = through > 0;
    this.#pass(epoch, through);
  }

  #take(entries: readonly LogEntry[], cursor: LogCursor): void {
    for (const entry of entries) if (entry.seq > cursor.seq) this.#held.set(entry.seq, entry);
    this.#pass(cursor.epoch, cursor.seq);
  }

  /** Moves the cursor: everything held up to `seq` is shown, and what follows without a gap. */
  #pass(epoch: string, seq: number): void {
    let through = seq;
    for (const position of [...this.#held.keys()].sort((a, b) => a - b)) {
      const entry = this.#held.get(position);
      if (entry === undefined || position > through + 1) break;
      through = Math.max(through, position);
      if (position > this.start) this.shown.add(entry);
      this.#held.delete(position);
    }
    this.cursor = { epoch, seq: through };
  }
}
