import type { ShardCursor, ShardCursorRepository } from '@serverless-ws/chat-domain';
import type { ChatTable } from './table/chat-table.js';
import { get, putIf } from './table/chat-table.js';
import { numberOf, seconds, textOf } from './table/item.js';
import { cursorKey } from './table/keys.js';
import { TTL_ATTRIBUTE } from './table-definition.js';

/** Shard cursors, stored beside the log. Rejects with `ChatError` `unavailable` when DynamoDB does not respond. */
export class DynamoShardCursorRepository implements ShardCursorRepository {
  readonly #table: ChatTable;

  constructor(table: ChatTable) {
    this.#table = table;
  }

  async load(room: string, shard: number): Promise<ShardCursor | null> {
    const item = await get(this.#table, cursorKey(room, shard));
    if (item === null) return null;
    return { epoch: textOf(item, 'e'), seq: numberOf(item, 'q'), start: numberOf(item, 's') };
  }

  async save(
    room: string,
    shard: number,
    { epoch, seq, start }: ShardCursor,
    keptUntil?: number,
  ): Promise<void> {
    const end = keptUntil === undefined ? {} : { [TTL_ATTRIBUTE]: seconds(keptUntil) };
    // The condition failed: another worker has saved a later cursor, which is no error.
    await putIf(
      this.#table,
      { ...cursorKey(room, shard), e: epoch, q: seq, s: start, ...end },
      {
        expression: 'attribute_not_exists(PK) OR e <> :epoch OR q < :seq',
        values: { ':epoch': epoch, ':seq': seq },
      },
    );
  }
}
