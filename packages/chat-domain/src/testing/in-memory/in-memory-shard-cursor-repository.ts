import type { LogCursor } from '../../model/log-cursor.js';
import type { ShardCursorRepository } from '../../ports/shard-cursor-repository.js';

/** Shard cursors in a map. For tests, and for servers that live in one process. */
export class InMemoryShardCursorRepository implements ShardCursorRepository {
  readonly #cursors = new Map<string, LogCursor>();

  async load(room: string, shard: number): Promise<LogCursor | null> {
    return this.#cursors.get(key(room, shard)) ?? null;
  }

  async save(room: string, shard: number, cursor: LogCursor): Promise<void> {
    const known = this.#cursors.get(key(room, shard));
    if (known?.epoch === cursor.epoch && known.seq >= cursor.seq) return;
    this.#cursors.set(key(room, shard), { epoch: cursor.epoch, seq: cursor.seq });
  }
}

function key(room: string, shard: number): string {
  return `${room}#${shard}`;
}
