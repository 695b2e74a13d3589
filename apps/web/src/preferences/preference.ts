/** What is needed of a `Storage`. */
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** One choice of a user, remembered by this browser. */
export class Preference<Value extends string> {
  readonly #key: string;
  readonly #values: readonly [standard: Value, ...others: Value[]];
  readonly #storage: () => Store;
  readonly #listeners = new Set<() => void>();
  #current: Value;

  /**
   * @param values - what there is to choose from, what holds without a choice first
   * @param storage - called each time: it throws where storage is forbidden
   */
  constructor(key: string, values: readonly [Value, ...Value[]], storage: () => Store) {
    this.#key = `preference:${key}`;
    this.#values = values;
    this.#storage = storage;
    this.#current = this.#stored();
  }

  get current(): Value {
    return this.#current;
  }

  /** @returns ends the subscription */
  readonly subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };

  /** Chooses, for every page of this browser that is opened from now on. */
  choose(value: Value): void {
    this.#current = value;
    try {
      if (value === this.#values[0]) this.#storage().removeItem(this.#key);
      else this.#storage().setItem(this.#key, value);
    } catch {
      // Storage is forbidden: it holds for this page alone.
    }
    for (const changed of this.#listeners) changed();
  }

  #stored(): Value {
    try {
      const stored = this.#storage().getItem(this.#key);
      return this.#values.find((value) => value === stored) ?? this.#values[0];
    } catch {
      return this.#values[0];
    }
  }
}
