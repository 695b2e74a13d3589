/** What is needed of a `Storage`. */
type Store = Pick<Storage, 'getItem' | 'setItem'>;

/** Users that are remembered: as many as a user can block. */
const MOST = 1_000;

/**
 * Whom a user has blocked in this browser, over reloads: the server tells it only of users with whom they have direct
 * messages. What was chosen in another browser is not known.
 */
export class RememberedBlocks {
  readonly #key: string;
  readonly #storage: () => Store;

  /** @param storage - called each time: it throws where storage is forbidden */
  constructor(userId: string, storage: () => Store) {
    this.#key = `blocked:${userId}`;
    this.#storage = storage;
  }

  has(userId: string): boolean {
    return this.#stored().includes(userId);
  }

  /** Keeps that a user is blocked, or no longer is. */
  keep(userId: string, isBlocked: boolean): void {
    const others = this.#stored().filter((other) => other !== userId);
    const blocked = isBlocked ? [...others, userId].slice(-MOST) : others;
    try {
      this.#storage().setItem(this.#key, JSON.stringify(blocked));
    } catch {
      // Storage is forbidden: a reload forgets it.
    }
  }

  #stored(): readonly string[] {
    try {
      const value: unknown = JSON.parse(this.#storage().getItem(this.#key) ?? '[]');
      return Array.isArray(value) ? value.filter((user): user is string => typeof user === 'string') : [];
    } catch {
      return [];
    }
  }
}
