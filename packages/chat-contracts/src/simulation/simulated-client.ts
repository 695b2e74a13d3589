import { isChatError, type LogCursor, type LogPage, type SendReceipt } from '@serverless-ws/chat-domain';

/** What a client needs to know of an entry. */
export interface SeenEntry {
  readonly seq: number;
  readonly id: string;
}

/** What a client needs to know of a page: one of the domain's, or one that came over a wire. */
export interface SeenPage extends Pick<
  LogPage,
  'epoch' | 'from' | 'through' | 'head' | 'recovered' | 'more'
> {
  readonly entries: readonly SeenEntry[];
}

/** What to request next. */
export type Next = 'after' | 'before' | 'join' | null;

/** A client that keeps to the protocol: drops duplicates, holds what is above a gap, and requests what it misses. */
export class SimulatedClient {
  /** The open connection, or `null`. */
  connectionId: string | null = null;
  connectedAt = 0;
  /** Whether its room has been joined through the open connection. */
  isJoined = false;
  /** Everything above `start` and up to here is known for good. */
  cursor: LogCursor | null = null;
  start = 0;
  /** Whether it still pages back from `start`. */
  pagesBack = false;
  /** Ids by position, of everything in `start + 1 .. cursor`. */
  readonly known = new Map<number, string>();
  /** Up to where the first join over the open connection showed the log: what is above must be pushed. */
  readAtJoin: LogCursor | null = null;
  /** Positions that were pushed through the open connection. */
  readonly pushed = new Set<number>();
  /** The highest position reported on the open connection: up to there, the client knows to read. */
  told = 0;
  /** Texts that were not acknowledged, by their ids. */
  readonly unacked = new Map<string, string>();
  /** Ids that were sent with another text, too: one of the texts is rejected. */
  readonly contended = new Set<string>();
  readonly receipts: SendReceipt[] = [];
  readonly #held = new Map<number, string>();

  constructor(readonly userId: string) {}

  connect(connectionId: string, now: number): void {
    this.connectionId = connectionId;
    this.connectedAt = now;
    this.isJoined = false;
    this.readAtJoin = null;
    this.pushed.clear();
    this.told = 0;
  }

  /** Handles the response to a join. */
  enter(page: SeenPage, asked: LogCursor | null): Next {
    this.isJoined = true;
    if (this.readAtJoin?.epoch !== page.epoch) this.readAtJoin = { epoch: page.epoch, seq: page.through };
    return this.catchUp(page, asked);
  }

  cut(): void {
    this.connectionId = null;
    this.isJoined = false;
  }

  /** What the server pushes. */
  receive(event: { readonly epoch: string; readonly entries: readonly SeenEntry[] }): void {
    for (const { seq } of event.entries) {
      this.pushed.add(seq);
      this.#hearOf(seq);
    }
    if (this.cursor?.epoch !== event.epoch) return;
    this.#take(event.entries, this.cursor);
  }

  /** Handles a page of what is after the cursor, or of the end of the log. */
  catchUp(page: SeenPage, asked: LogCursor | null): Next {
    this.#hearOf(page.head);
    if (!page.recovered) return this.#startAnew(page);
    if (this.cursor === null || page.epoch !== this.cursor.epoch || asked?.epoch !== page.epoch) return null;
    if (page.from > this.cursor.seq + 1) return 'after';
    this.#take(page.entries, this.cursor);
    if (page.through > this.cursor.seq) this.#pass(page.epoch, page.through);
    return page.more ? 'after' : null;
  }

  /** Handles the response to a ping: the head of its room, and whether it is in that. */
  hearPong(head: LogCursor | undefined, isMember: boolean): Next {
    if (!isMember || head === undefined || this.cursor?.epoch !== head.epoch) return 'join';
    this.#hearOf(head.seq);
    return head.seq > this.cursor.seq ? 'after' : null;
  }

  /** Handles the response to a request for what is before the start. */
  lookBack(page: SeenPage, asked: LogCursor): Next {
    if (!page.recovered) return this.#startAnew(page);
    if (asked.epoch !== this.cursor?.epoch || asked.seq !== this.start + 1) return null;
    for (const { seq, id } of page.entries) this.known.set(seq, id);
    this.start = page.from - 1;
    this.pagesBack = page.more;
    return null;
  }

  /** Gives up an id whose other text was stored first; any other error is thrown again. */
  giveUp(clientMessageId: string, error: unknown): null {
    const isLost = isChatError(error) && error.code === 'client_message_id_reused';
    if (!isLost || !this.contended.has(clientMessageId)) throw error;
    this.unacked.delete(clientMessageId);
    return null;
  }

  /** Handles an ack; an entry in it is as good as one that was pushed. */
  acknowledge(receipt: SendReceipt): void {
    const { epoch, entry } = receipt;
    if (entry !== undefined) this.receive({ epoch, entries: [entry] });
    this.receipts.push(receipt);
    if (receipt.clientMessageId !== undefined) this.unacked.delete(receipt.clientMessageId);
  }

  #hearOf(seq: number): void {
    this.told = Math.max(this.told, seq);
  }

  #startAnew({ epoch, through }: SeenPage): Next {
    this.known.clear();
    if (this.cursor?.epoch !== epoch) this.#held.clear();
    this.start = through;
    this.pagesBack = through > 0;
    this.#pass(epoch, through);
    return this.pagesBack ? 'before' : null;
  }

  #take(entries: readonly SeenEntry[], cursor: LogCursor): void {
    for (const { seq, id } of entries) if (seq > cursor.seq) this.#held.set(seq, id);
    this.#pass(cursor.epoch, cursor.seq);
  }

  /** Moves the cursor: everything held up to `seq` is known, and what follows without a gap. */
  #pass(epoch: string, seq: number): void {
    let through = seq;
    for (const position of [...this.#held.keys()].sort((a, b) => a - b)) {
      const id = this.#held.get(position);
      if (id === undefined || position > through + 1) break;
      through = Math.max(through, position);
      if (position > this.start) this.known.set(position, id);
      this.#held.delete(position);
    }
    this.cursor = { epoch, seq: through };
  }
}
