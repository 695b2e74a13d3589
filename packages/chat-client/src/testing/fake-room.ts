import type { ClientFrameOf, ServerFrameOf, WireEntry } from '@serverless-ws/chat-protocol';

type Message = Extract<WireEntry, { kind: 'message' }>;
type Content = Pick<Message, 'text' | 'meta' | 'mentions'>;
type Person = WireEntry['sender'];
type Reference = Pick<Message, 'seq' | 'id'>;
interface Origin extends Reference {
  readonly sender: Person;
  readonly sentAt: number;
  readonly clientMessageId?: string | undefined;
}
type Page = Omit<ServerFrameOf<'page'>, 'type' | 'requestId'>;

/** A room's log on the fake server: positions from 1 on, some of them without an entry. */
export class FakeRoom {
  epoch = 'e1';
  /** Cursors below this are too old. */
  reachesBackTo = 0;
  readonly positions: (WireEntry | null)[] = [];

  readonly #now: () => number;

  /** @param peer - in a direct room, the id of the user with whom the client's user has it */
  constructor(
    readonly name: string,
    now: () => number,
    readonly peer?: string,
  ) {
    this.#now = now;
  }

  get head(): number {
    return this.positions.length;
  }

  put(
    text: string,
    sender: Person,
    clientMessageId?: string,
    beside: Omit<Partial<Message>, 'text'> = {},
  ): Message {
    return this.#add({ ...this.#origin(sender, clientMessageId), ...beside, kind: 'message', text });
  }

  /** The message at a position, edited; `null` where there is none of this id. */
  edit(target: Reference, content: Content, clientMessageId?: string): WireEntry | null {
    const message = this.#messageAt(target);
    if (message === null) return null;
    const { replyTo, reactions } = message;
    this.positions[message.seq - 1] = {
      ...{ ...this.#bare(message), ...content, kind: 'message', editedAt: this.#now() },
      ...(replyTo && { replyTo }),
      ...(reactions && { reactions }),
    };
    // The log keeps what a message says at its last edit alone.
    for (const [index, entry] of this.positions.entries()) {
      if (entry?.kind === 'edit' && entry.target.id === target.id)
        this.positions[index] = { ...this.#bare(entry), kind: 'edit', target: entry.target };
    }
    const origin = this.#origin(message.sender, clientMessageId);
    return this.#add({ ...origin, ...content, kind: 'edit', target: referenceOf(target) });
  }

  /** A user's reaction to the message at a position; `null` where there is none of this id. */
  react(
    target: Reference,
    reaction: string,
    on: boolean,
    sender: Person,
    clientMessageId?: string,
  ): WireEntry | null {
    const message = this.#messageAt(target);
    if (message === null) return null;
    const { [reaction]: known, ...others } = message.reactions ?? {};
    const users = [...(known?.users ?? []).filter((id) => id !== sender.id), ...(on ? [sender.id] : [])];
    const own = users.includes('ada');
    const reactions =
      users.length > 0 ? { ...others, [reaction]: { count: users.length, users, own } } : others;
    this.positions[message.seq - 1] = { ...message, reactions };
    const origin = this.#origin(sender, clientMessageId);
    return this.#add({ ...origin, kind: 'reaction', target: referenceOf(target), reaction, on });
  }

  /** Deletes the message at a position; `null` where there is none of this id. */
  delete(target: Reference, sender: Person): WireEntry | null {
    const message = this.#messageAt(target);
    if (message === null) return null;
    this.positions[message.seq - 1] = { ...this.#bare(message), kind: 'deleted' };
    return this.#add({ ...this.#origin(sender), kind: 'deletion', target: referenceOf(target) });
  }

  putFiller(): void {
    this.positions.push(null);
  }

  find(clientMessageId: string | undefined): WireEntry | undefined {
    return (
      this.positions.find(
        (entry) => entry !== null && 'clientMessageId' in entry && entry.clientMessageId === clientMessageId,
      ) ?? undefined
    );
  }

  /** The ack of what is at the position of an entry. */
  ackOf({ seq, id, sentAt }: WireEntry, duplicate: boolean): ServerFrameOf<'ack'> {
    const peer = this.peer === undefined ? {} : { with: this.peer };
    return { type: 'ack', room: this.name, ...peer, epoch: this.epoch, seq, id, sentAt, duplicate };
  }

  /** The page that `listMessages` asks for. */
  pageOf({ after, before, limit = 50 }: ClientFrameOf<'listMessages'>): Page {
    if (after) return this.after(after, limit);
    return this.before(before ?? { epoch: this.epoch, seq: this.head + 1 }, limit);
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

  #add<Entry extends WireEntry>(entry: Entry): Entry {
    this.positions.push(entry);
    return entry;
  }

  #messageAt({ seq, id }: Reference): Message | null {
    const entry = this.positions[seq - 1];
    return entry?.kind === 'message' && entry.id === id ? entry : null;
  }

  #origin(sender: Person, clientMessageId?: string) {
    const seq = this.head + 1;
    return this.#bare({ seq, id: `${this.name}-${seq}`, sender, sentAt: this.#now(), clientMessageId });
  }

  /** What every entry says of where it comes from. */
  #bare({ seq, id, sender, sentAt, clientMessageId }: Origin) {
    const to = sender.id === 'ada' ? this.peer : 'ada';
    return {
      ...{ seq, id, sender, sentAt },
      ...(this.peer !== undefined && to !== undefined && { to }),
      ...(clientMessageId !== undefined && { clientMessageId }),
    };
  }

  #page(from: number, through: number, recovered: boolean, more: boolean): Page {
    const messages = this.positions.slice(from - 1, through).filter((entry) => entry !== null);
    const { name: room, epoch, head } = this;
    const peer = this.peer === undefined ? {} : { with: this.peer };
    return { room, ...peer, epoch, from, through, head, recovered, messages, more };
  }
}

function referenceOf({ seq, id }: Reference): Reference {
  return { seq, id };
}
