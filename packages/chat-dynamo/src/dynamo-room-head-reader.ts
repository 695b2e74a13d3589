import type { ReadOptions, RoomHead, RoomHeadReader } from '@serverless-ws/chat-domain';
import { readHead, readHeads } from './head-rows.js';
import type { ChatTable } from './table/chat-table.js';

/**
 * Reads the heads of rooms, for functions that write none: a bundle with this alone lacks the writes of
 * {@link DynamoRoomHeadRepository}. Rejects with `ChatError` `unavailable` when DynamoDB does not respond.
 */
export class DynamoRoomHeadReader implements RoomHeadReader {
  readonly #table: ChatTable;

  constructor(table: ChatTable) {
    this.#table = table;
  }

  find(room: string, options?: ReadOptions): Promise<RoomHead | null> {
    return readHead(this.#table, room, options);
  }

  findAll(rooms: readonly string[]): Promise<readonly RoomHead[]> {
    return readHeads(this.#table, rooms);
  }

  findRecent(rooms: readonly string[]): Promise<readonly RoomHead[]> {
    return readHeads(this.#table, rooms, { consistent: false });
  }
}
