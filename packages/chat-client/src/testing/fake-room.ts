import type { ServerFrameOf, WireEntry } from '@serverless-ws/chat-protocol';

type Message = Extract<WireEntry, { text: string }>;
type Page = Omit<ServerFrameOf<'page'>, 'type' | 'requestId'>;

/** A room's log on the fake server: positions from 1 on, some of them without an entry. */
export class FakeRoom {
  epoch = 'e1';
  /** Cursors below this are too old. */
  reachesBackTo = 0;
  readonly positions: (Message | null)[] = [];

  readonly #now: () => number;

  constructor(
    readonly name: string,
    now: () => number,
  ) {
    this.#now = now;
  }

  get head(): number {
    return this.positions.length;
  }

  put(text: string, sender: { id: string; name: string }, clientMessageId?: string): Message {
    const seq = this.head + 1;
    const own = clientMessageId === undefined ? {} : { clientMessageId };
    const entry: Message = {
      seq,
      id: `${this.name}-${seq}`,
      kind: 'message',
      sender,
      sentAt: this.#now(),
      text,
      ...own,
    };
    this.positions.push(entry);
    return entry;
  }

  putFiller(): void {
    this.positions.push(null);
  }

  find(clientMessageId: string | undefined): Message | undefined {
    return (
      this.positions.find((entry) => entry !== null && entry.clientMessageId === clientMessageId) ?? undefined
    );
  }

  newest(): Page {
    return this.#page(this.head + 1, this.head, false, false);
  }

  after(cursor: { epoch: string; seq: number }, limit: number): Page {
    if (cursor.epoch !== this.epoch || cursor.seq < this.reachesBackTo) return this.newest();
    const through = Math.min(this.head, cursor.seq + limit);
    return this.#page(cursor.seq + 1, through, true, through < this.head);
  }

  before(cursor: { epoch: string; seq: number }, limit: number): Page {
    if (cursor.epoch !== this.epoch) return this.newest();
    const from = Math.max(1, cursor.seq - limit);
    return this.#page(from, cursor.seq - 1, true, from > 1);
  }

  #page(from: number, through: number, recovered: boolean, more: boolean): Page {
    const messages = this.positions.slice(from - 1, through).filter((entry) => entry !== null);
    const { name: room, epoch, head } = this;
    return { room, epoch, from, through, head, recovered, messages, more };
  }
}
