/** Recipients remembered at most; the one that failed longest ago is forgotten first. */
const CAPACITY = 4_096;

/**
 * Recipients that got no more than the tail of the last delivery and were not reached in it. The next delivery tries
 * them once and waits for none of them. One for a gateway, shared by its deliveries.
 */
export class StalledRecipients {
  readonly #ids = new Set<string>();

  /** Whether the last delivery to a connection gave up. */
  has(connectionId: string): boolean {
    return this.#ids.has(connectionId);
  }

  /** A delivery has given up on a connection, while others were reached. */
  add(connectionId: string): void {
    this.#ids.delete(connectionId);
    this.#ids.add(connectionId);
    if (this.#ids.size <= CAPACITY) return;
    for (const oldest of this.#ids) {
      this.#ids.delete(oldest);
      break;
    }
  }

  /** A connection has been reached again, or is gone. */
  delete(connectionId: string): void {
    if (this.#ids.size > 0) this.#ids.delete(connectionId);
  }
}
