import type { OpenConnection } from './open-connection.js';

/** Every connection from the end of its handshake until its socket has closed. */
export class ConnectionRegistry {
  readonly #connections = new Map<string, OpenConnection>();
  #onEmpty: (() => void)[] = [];

  add(connection: OpenConnection): void {
    this.#connections.set(connection.id, connection);
  }

  remove(connection: OpenConnection): void {
    this.#connections.delete(connection.id);
    if (this.#connections.size > 0) return;
    for (const resolve of this.#onEmpty.splice(0)) resolve();
  }

  /** The connection if it can be posted to; `undefined` where it is unknown, not yet open, closing, or closed. */
  get(id: string): OpenConnection | undefined {
    const connection = this.#connections.get(id);
    return connection?.isOpen ? connection : undefined;
  }

  /** All connections, including those that are closing. */
  all(): OpenConnection[] {
    return [...this.#connections.values()];
  }

  /** Resolves when no connection is left. */
  emptied(): Promise<void> {
    if (this.#connections.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#onEmpty.push(resolve));
  }
}
