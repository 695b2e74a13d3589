/** Typed events. A listener that throws affects neither the others nor the caller. */
export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<(event: never) => void>>();

  readonly #report: (error: unknown) => void;

  /** @param report - receives what listeners throw; by default, it becomes an uncaught error */
  constructor(report: (error: unknown) => void = rethrow) {
    this.#report = report;
  }

  /**
   * Adds a listener for one kind of event.
   * @returns removes it
   */
  on<Type extends keyof Events>(type: Type, listener: (event: Events[Type]) => void): () => void {
    const own = (event: Events[Type]) => listener(event);
    const all = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, all.add(own));
    return () => all.delete(own);
  }

  emit<Type extends keyof Events>(type: Type, event: Events[Type]): void {
    for (const listener of [...(this.#listeners.get(type) ?? [])]) {
      try {
        (listener as (event: Events[Type]) => void)(event);
      } catch (error) {
        this.#report(error);
      }
    }
  }

  /** Removes all listeners. */
  clear(): void {
    this.#listeners.clear();
  }
}

/** Throws in a microtask, after the current work. */
function rethrow(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
