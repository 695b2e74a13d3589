import type { ShardCursor, ShardCursorRepository } from '../ports/shard-cursor-repository.js';

/** Shard cursors in a map. For tests, and for servers of one process. */
export class InMemoryShardCursorRepository implements ShardCursorRepository {
  readonly #cursors = new Map<string, { readonly cursor: ShardCursor; readonly keptUntil: number }>();

  async load(room: string, shard: number): Promise<ShardCursor | null> {
    return this.#cursors.get(key(room, shard))?.cursor ?? null;
  }

  async save(
    room: string,
    shard: number,
    { epoch, seq, start }: ShardCursor,
    keptUntil = Infinity,
  ): Promise<void> {
    const known = this.#cursors.get(key(room, shard))?.cursor;
    if (known?.epoch === epoch && known.seq >= seq) return;
    this.#cursors.set(key(room, shard), { cursor: { epoch, seq, start }, keptUntil });
  }

  /** Deletes what has ended by `now` (epoch milliseconds), as a store's own deletion would. */
  deleteExpired(now: number): void {
    for (const [name, { keptUntil }] of this.#cursors) if (keptUntil <= now) this.#cursors.delete(name);
  }
}

function key(room: string, shard: number): string {
  return `${room}#${shard}`;
}
