/** Milliseconds by which a request must have been sent later than another to overtake it. */
const LEAD = 25;

/**
 * Finds connections that hang: those whose request is in flight, though one that was sent well after it has got its
 * response. Where all are slow, none is overtaken.
 */
export class Stragglers<Connection> {
  /** When their requests were sent, the earliest first; without those that were overtaken. */
  readonly #sent = new Map<Connection, number>();
  readonly #overtaken = new Set<Connection>();

  /** Connections that hang. */
  get count(): number {
    return this.#overtaken.size;
  }

  /** A request is sent, in epoch milliseconds. */
  send(connection: Connection, now: number): void {
    this.#sent.set(connection, now);
  }

  /** The exchange has ended, with a response or without. */
  end(connection: Connection, isResponse: boolean): void {
    const sentAt = this.#sent.get(connection);
    this.#sent.delete(connection);
    this.#overtaken.delete(connection);
    if (!isResponse || sentAt === undefined) return;
    for (const [other, otherSentAt] of this.#sent) {
      if (otherSentAt > sentAt - LEAD) return;
      this.#sent.delete(other);
      this.#overtaken.add(other);
    }
  }
}
