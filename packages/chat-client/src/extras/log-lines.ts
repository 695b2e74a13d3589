import type { WireEntry } from '@serverless-ws/chat-protocol';
import type { HistoryPage } from '../log/history.js';
import type { DeletedLine, MessageLine, User } from './line.js';
import { NONE, withChange, type Reactions } from './reactions.js';

/** An entry that people see at a position of its own. */
type ShownEntry = Extract<WireEntry, { kind: 'message' | 'announcement' | 'deleted' }>;
type Edit = Extract<WireEntry, { kind: 'edit' }>;
type ReactionEntry = Extract<WireEntry, { kind: 'reaction' }>;

/** How many changes of messages that were not read are kept: those that may come while a page is on its way. */
const EARLY = 1_000;

/** By the ids of users: up to when what they wrote was erased, in epoch milliseconds by the server's clock. */
export type Erasures = ReadonlyMap<string, number>;

/** The sender of what was erased, as the log names it. */
const NO_USER: User = { id: '', name: '' };

/** A message or what is left of one, and the seq of the edit that it shows. */
interface Shown {
  line: MessageLine | DeletedLine;
  edited: number;
}

/** The lines of a room's log, as far as it was read; edits, reactions and deletions show at the message that they name. */
export class LogLines {
  readonly #selfId: () => string | undefined;
  #lines: readonly (MessageLine | DeletedLine)[] = [];
  readonly #shown = new Map<string, Shown>();
  readonly #own = new Set<string>();
  /** What came about messages that were not read yet: the page that brings them may be on its way. */
  readonly #early: (Edit | ReactionEntry)[] = [];
  readonly #deleted = new Set<string>();
  #order: Shown[] = [];
  readonly #erasures: Erasures;

  /** @param selfId - the id of the user of this client, if known */
  constructor(selfId: () => string | undefined, erasures: Erasures) {
    this.#selfId = selfId;
    this.#erasures = erasures;
  }

  /** Oldest first; a line stays the same object until it changes. */
  get lines(): readonly (MessageLine | DeletedLine)[] {
    if (this.#lines.length === 0) this.#lines = this.#order.map(({ line }) => line);
    return this.#lines;
  }

  /** Whether the message with this id of the user is among them. */
  has(clientMessageId: string): boolean {
    return this.#own.has(clientMessageId);
  }

  /** The next entries of the log. */
  append(entries: readonly WireEntry[]): void {
    this.#lines = [];
    for (const entry of entries) {
      if (isShown(entry)) this.#order.push(this.#take(entry));
      else this.#apply(entry);
    }
  }

  /** A page of the past. */
  prepend({ entries, head }: HistoryPage): void {
    this.#lines = [];
    const older = entries.filter(isShown).map((entry) => this.#take(entry));
    this.#order = [...older, ...this.#order];
    // What a page says of a message is newer than the edits and reactions before it.
    for (const entry of this.#early.splice(0)) if (entry.seq > head) this.#apply(entry);
    for (const entry of entries) if (entry.kind === 'deletion') this.#apply(entry);
  }

  /** Drops what has been erased since the lines were read. */
  erase(): void {
    this.#lines = [];
    for (const shown of this.#order) shown.line = this.#left(shown.line);
  }

  #take(entry: ShownEntry): Shown {
    const own = entry.sender.id === this.#selfId() ? entry.clientMessageId : undefined;
    if (own !== undefined) this.#own.add(own);
    const key = own === undefined ? `seq-${entry.seq}` : `own-${own}`;
    const line =
      entry.kind === 'deleted' || this.#deleted.has(entry.id)
        ? deletedLine(entry, key)
        : messageLine(entry, key);
    const shown = { line: this.#left(line), edited: 0 };
    this.#shown.set(entry.id, shown);
    return shown;
  }

  #apply(entry: Exclude<WireEntry, ShownEntry>): void {
    if (!('target' in entry)) return;
    const shown = this.#shown.get(entry.target.id);
    if (entry.kind === 'deletion') {
      this.#deleted.add(entry.target.id);
      if (shown !== undefined) shown.line = deletedLine(shown.line, shown.line.key);
    } else if (this.#isErased(entry.sender, entry)) return;
    else if (shown === undefined) this.#keep(entry);
    else if (shown.line.kind !== 'deleted') this.#change(shown, shown.line, entry);
  }

  /** What erasures leave of a line: the same object where they change nothing. */
  #left(line: MessageLine | DeletedLine): MessageLine | DeletedLine {
    const { key, seq, id, sender, to, sentAt } = line;
    const isTo = to !== undefined && this.#isErased({ id: to }, line);
    const left = isTo ? { ...line, to: '' } : line;
    if (this.#isErased(sender, line))
      return { kind: 'deleted', key, seq, id, sender: NO_USER, ...(to !== undefined && { to: '' }), sentAt };
    return left.kind === 'deleted' ? left : this.#withoutReactions(left);
  }

  #withoutReactions(line: MessageLine): MessageLine {
    let { reactions } = line;
    for (const [reaction, { users }] of Object.entries(reactions)) {
      for (const id of users.filter((user) => this.#isErased({ id: user }, line)))
        reactions = withChange(reactions, { reaction, on: false, sender: { id } }, this.#selfId());
    }
    return withReactions(line, reactions);
  }

  #isErased({ id }: Pick<User, 'id'>, { sentAt }: Pick<WireEntry, 'sentAt'>): boolean {
    return sentAt <= (this.#erasures.get(id) ?? -Infinity);
  }

  #keep(entry: Edit | ReactionEntry): void {
    this.#early.push(entry);
    if (this.#early.length > EARLY) this.#early.shift();
  }

  #change(shown: Shown, line: MessageLine, entry: Edit | ReactionEntry): void {
    if (entry.kind === 'reaction') {
      shown.line = withReactions(line, withChange(line.reactions, entry, this.#selfId()));
    } else if (entry.text !== undefined && entry.seq > shown.edited) {
      shown.edited = entry.seq;
      const { text, meta, mentions, sentAt: editedAt } = entry;
      const { kind, key, seq, id, sender, to, sentAt, clientMessageId, replyTo, reactions } = line;
      shown.line = {
        ...{ kind, key, seq, id, sender, sentAt, clientMessageId, reactions, text, editedAt },
        ...(to !== undefined && { to }),
        ...(replyTo && { replyTo }),
        ...(meta && { meta }),
        ...(mentions && { mentions }),
      };
    }
  }
}

function isShown(entry: WireEntry): entry is ShownEntry {
  return entry.kind === 'message' || entry.kind === 'announcement' || entry.kind === 'deleted';
}

function messageLine(entry: Exclude<ShownEntry, { kind: 'deleted' }>, key: string): MessageLine {
  return { reactions: NONE, ...entry, key };
}

function deletedLine(
  { seq, id, sender, to, sentAt, clientMessageId }: Omit<DeletedLine, 'kind' | 'key'>,
  key: string,
): DeletedLine {
  return { kind: 'deleted', key, seq, id, sender, to, sentAt, clientMessageId };
}

function withReactions(line: MessageLine, reactions: Reactions): MessageLine {
  return line.reactions === reactions ? line : { ...line, reactions };
}
