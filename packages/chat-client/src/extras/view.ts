/**
 * Something that is shown, and changes: `current` stays the same object until it does, as `useSyncExternalStore` of React
 * and its like want it.
 */
export interface View<T> {
  /** What to show now. Frozen. */
  readonly current: T;
  /**
   * Calls `changed` after a change, once for all that come together.
   * @returns ends it
   */
  subscribe(changed: () => void): () => void;
}

/** A {@link View} that is computed when it is looked at. */
export class ComputedView<T> implements View<T> {
  readonly #compute: () => T;
  readonly #listeners = new Set<() => void>();
  #value: T | undefined;
  #isCurrent = false;
  #isScheduled = false;

  constructor(compute: () => T) {
    this.#compute = compute;
  }

  get current(): T {
    if (!this.#isCurrent || this.#value === undefined) {
      this.#value = Object.freeze(this.#compute());
      this.#isCurrent = true;
    }
    return this.#value;
  }

  readonly subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };

  /** It has changed: the next look computes it again. */
  changed(): void {
    this.#isCurrent = false;
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      for (const listener of [...this.#listeners]) listener();
    });
  }
}

/** Makes one of each for an object, and the same one each time. */
export function oneFor<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new WeakMap<Key, Value>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}
