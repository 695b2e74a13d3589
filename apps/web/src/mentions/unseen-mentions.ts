import type { ChatClientEvents } from '@serverless-ws/chat-client';

/** What is needed of a `Storage`. */
type Store = Pick<Storage, 'getItem' | 'setItem'>;

/** How many messages mention the user, by room. */
export type MentionCounts = Readonly<Record<string, number>>;

/** The mentions of a user in rooms that they have not looked into since; kept over a reload. */
export class UnseenMentions {
  readonly #userId: string;
  readonly #key: string;
  readonly #storage: () => Store;
  readonly #listeners = new Set<() => void>();
  #counts: MentionCounts;

  /** @param storage - called each time: it throws where storage is forbidden */
  constructor(userId: string, storage: () => Store) {
    this.#userId = userId;
    this.#key = `mentions:${userId}`;
    this.#storage = storage;
    this.#counts = this.#stored();
  }

  /** The same object until a count changes. */
  get current(): MentionCounts {
    return this.#counts;
  }

  /** @returns ends the subscription */
  readonly subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };

  /** Whether an entry is a message of another user that mentions this one. */
  isMention({ entry }: ChatClientEvents['message']): boolean {
    if (entry.kind !== 'message' && entry.kind !== 'announcement') return false;
    return entry.sender.id !== this.#userId && (entry.mentions?.includes(this.#userId) ?? false);
  }

  /** Counts a mention in a room. */
  add(room: string): void {
    this.#set({ ...this.#counts, [room]: (this.#counts[room] ?? 0) + 1 });
  }

  /** The user looks into a room. */
  clear(room: string): void {
    if (this.#counts[room] === undefined) return;
    this.#set(Object.fromEntries(Object.entries(this.#counts).filter(([other]) => other !== room)));
  }

  #set(counts: MentionCounts): void {
    this.#counts = counts;
    try {
      this.#storage().setItem(this.#key, JSON.stringify(counts));
    } catch {
      // Storage is forbidden: a reload forgets them.
    }
    for (const changed of this.#listeners) changed();
  }

  #stored(): MentionCounts {
    try {
      const value: unknown = JSON.parse(this.#storage().getItem(this.#key) ?? '{}');
      const found = typeof value === 'object' && value !== null ? Object.entries(value) : [];
      return Object.fromEntries(found.filter(([, count]) => Number.isSafeInteger(count) && count > 0));
    } catch {
      return {};
    }
  }
}
