import type { LogCursor } from '../model/log-cursor.js';

/** How far the members of a shard have been sent the log by its workers. */
export interface ShardCursor extends LogCursor {
  /** The position above which workers began in this epoch: up to here each position has its own notification, or had a push. */
  readonly start: number;
}

/** How far the members of each shard have been sent the log. */
export interface ShardCursorRepository {
  /** The cursor of a shard, or `null` where no worker has been. Consistent with every finished `save`. */
  load(room: string, shard: number): Promise<ShardCursor | null>;

  /** MUST NOT move a cursor back within an epoch; an older cursor is ignored. */
  save(room: string, shard: number, cursor: ShardCursor): Promise<void>;
}
