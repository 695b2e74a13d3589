import {
  reactionCounts,
  type Edit,
  type LogEntry,
  type Message,
  type Reaction,
} from '@serverless-ws/chat-domain';

/** A message as it was read, pushed or paged, or what is left of it. */
type Known = Extract<LogEntry, { kind: 'message' | 'announcement' | 'tombstone' }>;

/** What a client that keeps to the protocol makes of the entries that it sees, in whatever order it reads them. */
export class ShownLog {
  readonly #messages = new Map<string, Known>();
  readonly #deleted = new Set<string>();
  /** The last edit with content, by its message. */
  readonly #edits = new Map<string, Edit>();
  /** The last change of each reaction of a user, by its message. */
  readonly #reactions = new Map<string, Map<string, Reaction>>();

  add(entry: LogEntry): void {
    if (entry.kind === 'filler') return;
    if (entry.kind === 'deletion') this.#deleted.add(entry.target.id);
    else if (entry.kind === 'edit') this.#addEdit(entry);
    else if (entry.kind === 'reaction') this.#addReaction(entry);
    else this.#messages.set(entry.id, entry);
  }

  /** Each message of these ids that it shows, in one line: its text, and who has which reaction. */
  lines(ids: readonly string[]): readonly string[] {
    return ids.flatMap((id) => {
      const message = this.#messages.get(id);
      return message === undefined ? [] : [this.#line(message)];
    });
  }

  #line(message: Known): string {
    if (message.kind === 'tombstone' || this.#deleted.has(message.id)) return `${message.id}: deleted`;
    const users = new Map(
      Object.entries(reactionCounts(message.reactions ?? [], '')).map(([name, { users: ids }]) => [
        name,
        new Set(ids),
      ]),
    );
    for (const { reaction, sender, on } of this.#reactions.get(message.id)?.values() ?? []) {
      const own = users.get(reaction) ?? new Set();
      users.set(reaction, own);
      if (on) own.add(sender.id);
      else own.delete(sender.id);
    }
    return lineOf(message.id, this.#textOf(message), users);
  }

  /** An edit that was seen counts, unless the message was read with a later one. */
  #textOf({ id, text, edited }: Message): string {
    const edit = this.#edits.get(id);
    const isNewer = edit !== undefined && (edited === undefined || edit.reservedAt >= edited.at);
    return isNewer ? (edit.content?.text ?? text) : text;
  }

  #addEdit(edit: Edit): void {
    const { id } = edit.target;
    const earlier = this.#edits.get(id);
    if (edit.content !== undefined && (earlier === undefined || earlier.seq < edit.seq))
      this.#edits.set(id, edit);
  }

  #addReaction(change: Reaction): void {
    const { target, reaction, sender } = change;
    const changes = this.#reactions.get(target.id) ?? new Map<string, Reaction>();
    this.#reactions.set(target.id, changes);
    const name = `${reaction} ${sender.id}`;
    const earlier = changes.get(name);
    if (earlier === undefined || earlier.seq < change.seq) changes.set(name, change);
  }
}

/** The line of a message that is not deleted. */
export function lineOf(id: string, text: string, users: ReadonlyMap<string, ReadonlySet<string>>): string {
  const shown = [...users]
    .filter(([, ids]) => ids.size > 0)
    .map(([reaction, ids]) => `${reaction} ${[...ids].sort().join('+')}`);
  return `${id}: ${text} ${shown.sort().join(', ')}`;
}
