/** Typed events. A listener that throws harms neither the others nor the caller. */
export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<(event: never) => void>>();

  readonly #report: (error: unknown) => void;

  /** @param report - hears what listeners throw; by default, it is shown where uncaught errors are shown */
  constructor(report: (error: unknown) => void = rethrow) {
    this.#report = report;
  }

  /**
   * Listens to one kind of event.
   * @returns stops listening
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

  /** Nobody hears anything any more. */
  clear(): void {
    this.#listeners.clear();
  }
}

/** Throws once our own work is done. */
function rethrow(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
