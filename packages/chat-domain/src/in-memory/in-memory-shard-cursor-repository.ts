import type { ShardCursor, ShardCursorRepository } from '../ports/shard-cursor-repository.js';

/** Shard cursors in a map. For tests, and for servers of one process. */
export class InMemoryShardCursorRepository implements ShardCursorRepository {
  readonly #cursors = new Map<string, ShardCursor>();

  async load(room: string, shard: number): Promise<ShardCursor | null> {
    return this.#cursors.get(key(room, shard)) ?? null;
  }

  async save(room: string, shard: number, { epoch, seq, start }: ShardCursor): Promise<void> {
    const known = this.#cursors.get(key(room, shard));
    if (known?.epoch === epoch && known.seq >= seq) return;
    this.#cursors.set(key(room, shard), { epoch, seq, start });
  }
}

function key(room: string, shard: number): string {
  return `${room}#${shard}`;
}
