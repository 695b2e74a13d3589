import type { ConnectionRepository, RemoveOptions } from '../../ports/connection-repository.js';

/** Connections whose rows are deleted concurrently. */
const AT_ONCE = 25;

/**
 * Deletes all rows of connections that a gateway found gone, while the delivery that found them goes on. What is above
 * the maximum is left: the next delivery finds it.
 */
export class GoneConnections {
  #count = 0;
  readonly #lanes: Promise<void>[] = [];
  #failure: { readonly error: unknown } | null = null;

  readonly #connections: Pick<ConnectionRepository, 'remove'>;
  readonly #maximum: number;

  constructor(connections: Pick<ConnectionRepository, 'remove'>, maximum: number) {
    this.#connections = connections;
    this.#maximum = maximum;
  }

  /** Begins to delete a connection's rows; `known` names the row by which it was found. */
  add(connectionId: string, known: RemoveOptions): void {
    if (this.#count >= this.#maximum) return;
    const lane = this.#count % AT_ONCE;
    this.#count += 1;
    const before = this.#lanes[lane] ?? Promise.resolve();
    this.#lanes[lane] = before.then(() => this.#remove(connectionId, known));
  }

  /** Resolves when every deletion has ended; rejects with the first failure. */
  async finish(): Promise<void> {
    await Promise.all(this.#lanes);
    if (this.#failure !== null) throw this.#failure.error;
  }

  async #remove(connectionId: string, known: RemoveOptions): Promise<void> {
    try {
      await this.#connections.remove(connectionId, known);
    } catch (error) {
      this.#failure ??= { error };
    }
  }
}
