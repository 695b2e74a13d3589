import type { ReadOptions, RoomHead } from '@serverless-ws/chat-domain';
import { headOf } from './items/head-item.js';
import { get, type ChatTable } from './table/chat-table.js';
import { headKey } from './table/keys.js';
import { readBatch, type ReadBatchOptions } from './table/read-batch.js';

/** The head of a room, or `null`. */
export async function readHead(
  table: ChatTable,
  room: string,
  options?: ReadOptions,
): Promise<RoomHead | null> {
  const item = await get(table, headKey(room), options);
  return item && headOf(item);
}

/** The heads of some rooms; rooms without one are left out. */
export async function readHeads(
  table: ChatTable,
  rooms: readonly string[],
  options?: ReadBatchOptions,
): Promise<readonly RoomHead[]> {
  const items = await readBatch(table, [...new Set(rooms)].map(headKey), options);
  return items.map(headOf);
}
