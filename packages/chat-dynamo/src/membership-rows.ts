import type { Clock, Connection, Membership } from '@serverless-ws/chat-domain';
import { ChatError, membershipEnd } from '@serverless-ws/chat-domain';
import { connectionOf, memberItem } from './items/connection-item.js';
import type { ChatTable } from './table/chat-table.js';
import { get, put, take, update } from './table/chat-table.js';
import { lives } from './table/item.js';
import { connectionKey, memberKey } from './table/keys.js';

/** Rounds of contention on one connection and room before it counts as a failure. */
const ROUNDS = 10;

/** The end of a guest's row that is being reconciled: in the past, and no end that a membership ever has. */
const RECONCILING = Number.MIN_SAFE_INTEGER;

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
      const home = membershipOf(connection, room);
      for (const shard of shards) {
        if (shard !== home?.shard) await take(this.#table, memberKey(room, shard, connectionId));
      }
      if (connection !== null && home !== undefined) {
        await put(this.#table, reconciling(connection, home));
        shards.add(home.shard);
      }
      connection = await this.#load(connectionId);
      const now = membershipOf(connection, room);
      if (isSame(now, home) && (await this.#settle(connection, now))) return connection;
    }
    throw new ChatError('unavailable', 'The membership keeps changing.');
  }

  /**
   * Moves the end of a guest's row, if it ends at `from` still. A row that is not there stays away: a concurrent removal
   * deletes the row first.
   */
  async moveEnd(connection: Connection, membership: Membership, from: number): Promise<boolean> {
    const key = memberKey(membership.room, membership.shard, connection.connectionId);
    const values = { ':end': membershipEnd(connection, membership), ':from': from };
    const isGuest = membership.until !== undefined;
    const change = isGuest
      ? { expression: 'SET x = :end, g = :guest', values: { ...values, ':guest': 1 } }
      : { expression: 'SET x = :end REMOVE g', values };
    return (await update(this.#table, key, change, 'x = :from')) !== null;
  }

  /** The row of a guest gets its end only now that the membership was seen after the row was written. */
  async #settle(connection: Connection | null, membership: Membership | undefined): Promise<boolean> {
    if (connection === null || membership?.until === undefined) return true;
    return this.moveEnd(connection, membership, RECONCILING);
  }

  async #load(connectionId: string): Promise<Connection | null> {
    const item = await get(this.#table, connectionKey(connectionId));
    return lives(item, this.#clock.now()) ? connectionOf(connectionId, item) : null;
  }
}

function reconciling(connection: Connection, membership: Membership) {
  const row = memberItem(connection, membership);
  return membership.until === undefined ? row : { ...row, x: RECONCILING };
}

function membershipOf(connection: Connection | null, room: string): Membership | undefined {
  return connection?.memberships.find((known) => known.room === room);
}

function isSame(one: Membership | undefined, other: Membership | undefined): boolean {
  return one?.shard === other?.shard && one?.until === other?.until;
}
