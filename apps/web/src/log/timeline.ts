import type { WireEntry } from '@serverless-ws/chat-protocol';

/** What the user sees at one position of the log: a message, an announcement, or that one was deleted. */
export type ShownEntry = Extract<WireEntry, { kind: 'message' | 'announcement' | 'deleted' }>;

/** One room's messages as far as they were read, oldest first. */
export class Timeline {
  #entries: ShownEntry[] = [];
  /** Ids deleted before their message was read: history marks it as deleted, but a page may be on its way. */
  readonly #deleted = new Set<string>();

  /** The entries, in order. A new array after every change. */
  get entries(): readonly ShownEntry[] {
    return this.#entries;
  }

  /** The next entries of the log. A deletion shows at its target. */
  append(entries: readonly WireEntry[]): void {
    const shown = this.#take(entries);
    this.#entries = [...this.#entries, ...shown];
  }

  /** A page of the past. Returns how many entries were prepended. */
  prepend(entries: readonly WireEntry[]): number {
    const older = this.#take(entries);
    this.#entries = [...older, ...this.#entries];
    return older.length;
  }

  #take(entries: readonly WireEntry[]): readonly ShownEntry[] {
    const targets = entries.flatMap((entry) => (entry.kind === 'deletion' ? [entry.target.id] : []));
    for (const target of targets) this.#deleted.add(target);
    if (targets.length > 0) this.#entries = this.#entries.map((entry) => this.#shown(entry));
    return entries.flatMap((entry) => (isShown(entry) ? [this.#shown(entry)] : []));
  }

  #shown(entry: ShownEntry): ShownEntry {
    if (entry.kind === 'deleted' || !this.#deleted.has(entry.id)) return entry;
    const { seq, id, sender, sentAt } = entry;
    return { kind: 'deleted', seq, id, sender, sentAt };
  }
}

function isShown(entry: WireEntry): entry is ShownEntry {
  return ['message', 'announcement', 'deleted'].includes(entry.kind);
}
