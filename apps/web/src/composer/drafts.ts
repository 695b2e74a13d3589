/** What is needed of a `Storage`. */
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What was written in each room and not sent: it waits while the user looks into another room, and over a reload. */
export class Drafts {
  readonly #prefix: string;
  readonly #storage: () => Store;
  /** Those that the storage would not take. */
  readonly #texts = new Map<string, string>();

  /** @param storage - called each time: it throws where storage is forbidden */
  constructor(userId: string, storage: () => Store) {
    this.#prefix = `draft:${userId}:`;
    this.#storage = storage;
  }

  /** The draft of a room; empty for none. */
  of(room: string): string {
    const kept = this.#texts.get(room);
    if (kept !== undefined) return kept;
    try {
      return this.#storage().getItem(this.#prefix + room) ?? '';
    } catch {
      return '';
    }
  }

  /** Keeps the draft of a room; an empty one forgets it. */
  keep(room: string, text: string): void {
    this.#texts.delete(room);
    try {
      if (text === '') this.#storage().removeItem(this.#prefix + room);
      else this.#storage().setItem(this.#prefix + room, text);
    } catch {
      this.#texts.set(room, text);
    }
  }
}
