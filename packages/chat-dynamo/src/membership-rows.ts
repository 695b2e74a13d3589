import type { Clock, Connection } from '@serverless-ws/chat-domain';
import { ChatError } from '@serverless-ws/chat-domain';
import { connectionOf, memberItem } from './items/connection-item.js';
import type { ChatTable } from './table/chat-table.js';
import { get, put, take } from './table/chat-table.js';
import { lives } from './table/item.js';
import { connectionKey, memberKey } from './table/keys.js';

/** Rounds of contention on one connection and room before it counts as a failure. */
const ROUNDS = 10;

/**
 * Reconciles the row of a member with its connection.
 *
 * Two items cannot be written atomically without a transaction, so after concurrent changes each writer reconciles:
 * the connection decides, the row follows, and the connection is read again, until nothing has changed
 * meanwhile. The last writer leaves both consistent.
 */
export class MembershipRows {
  readonly #table: ChatTable;
  readonly #clock: Clock;

  constructor(table: ChatTable, clock: Clock) {
    this.#table = table;
    this.#clock = clock;
  }

  /**
   * @param touched - shards that may hold a row that should not be there
   * @returns the connection, or `null` when it is gone
   * @throws ChatError `unavailable` when contenders keep changing it
   */
  async reconcile(
    connectionId: string,
    room: string,
    touched: readonly number[],
  ): Promise<Connection | null> {
    const shards = new Set(touched);
    let connection = await this.#load(connectionId);
    for (let round = 0; round < ROUNDS; round += 1) {
      const home = shardIn(connection, room);
      for (const shard of shards) {
        if (shard !== home) await take(this.#table, memberKey(room, shard, connectionId));
      }
      if (connection !== null && home !== undefined) {
        await put(this.#table, memberItem(connection, { room, shard: home }));
        shards.add(home);
      }
      connection = await this.#load(connectionId);
      if (shardIn(connection, room) === home) return connection;
    }
    throw new ChatError('unavailable', 'The membership keeps changing.');
  }

  async #load(connectionId: string): Promise<Connection | null> {
    const item = await get(this.#table, connectionKey(connectionId));
    return lives(item, this.#clock.now()) ? connectionOf(connectionId, item) : null;
  }
}

function shardIn(connection: Connection | null, room: string): number | undefined {
  return connection?.memberships.find((known) => known.room === room)?.shard;
}
