import type { LogCursor } from '../model/log-cursor.js';

/** How far workers have sent the log to the members of a shard. */
export interface ShardCursor extends LogCursor {
  /** Workers began above this position in this epoch: each one up to here has its own notification, or had a push. */
  readonly start: number;
}

/** How far the log has been sent to the members of each shard. */
export interface ShardCursorRepository {
  /** The cursor of a shard, or `null` where none was saved. Consistent with every finished `save`. */
  load(room: string, shard: number): Promise<ShardCursor | null>;

  /**
   * MUST NOT move a cursor back within an epoch; an older cursor is ignored.
   *
   * @param keptUntil - epoch milliseconds from which the store may delete the cursor, but need not; absent: never
   */
  save(room: string, shard: number, cursor: ShardCursor, keptUntil?: number): Promise<void>;
}
