import type { ConnectionRepository } from '../../ports/connection-repository.js';

/** Rows deleted in one call. */
const BATCH = 25;

/** Deletes the rows of connections that are gone, in batches, while the broadcast that found them goes on. */
export class Pruner {
  readonly #waiting = new Map<number, string[]>();
  readonly #running: Promise<void>[] = [];

  readonly #connections: Pick<ConnectionRepository, 'prune'>;
  readonly #room: string;

  constructor(connections: Pick<ConnectionRepository, 'prune'>, room: string) {
    this.#connections = connections;
    this.#room = room;
  }

  /** Adds a row; deletes its shard's batch when that is full. */
  add(shard: number, connectionId: string): void {
    const batch = this.#waiting.get(shard) ?? [];
    batch.push(connectionId);
    this.#waiting.set(shard, batch);
    if (batch.length >= BATCH) this.#flush(shard, batch);
  }

  /** Deletes what is left. Resolves when every deletion has ended; rejects with the first failure. */
  async finish(): Promise<void> {
    for (const [shard, batch] of this.#waiting) this.#flush(shard, batch);
    const results = await Promise.allSettled(this.#running);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }

  #flush(shard: number, batch: readonly string[]): void {
    this.#waiting.delete(shard);
    const deletion = this.#connections.prune(this.#room, shard, batch);
    // The caller of `finish` sees the failure; until then it does not count as unhandled.
    deletion.catch(() => undefined);
    this.#running.push(deletion);
  }
}
