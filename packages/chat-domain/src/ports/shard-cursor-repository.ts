import type { LogCursor } from '../model/log-cursor.js';

/** How far the members of each shard have been sent the log. */
export interface ShardCursorRepository {
  /** The cursor of a shard, or `null` where no worker has been. Consistent with every finished `save`. */
  load(room: string, shard: number): Promise<LogCursor | null>;

  /** MUST NOT move a cursor back within an epoch; an older cursor is ignored. */
  save(room: string, shard: number, cursor: LogCursor): Promise<void>;
}
