import type { Clock, Connection, Membership } from '@serverless-ws/chat-domain';
import { connectionOf, endAttribute } from './items/connection-item.js';
import type { ChatTable, Condition } from './table/chat-table.js';
import { update } from './table/chat-table.js';
import { connectionKey } from './table/keys.js';

/** Condition: the connection exists, belongs to this user, is not in the room yet and not in too many rooms. */
const MAY_JOIN =
  'attribute_exists(PK) AND u = :user AND x > :now AND attribute_not_exists(r.#room) AND size(r) < :maximum';

/** Changes the rooms of a connection, on its own item: one conditional write each. */
export class MembershipWrites {
  readonly #table: ChatTable;
  readonly #clock: Clock;

  constructor(table: ChatTable, clock: Clock) {
    this.#table = table;
    this.#clock = clock;
  }

  /** Adds a membership, unless the connection is in the room or in too many; tells whether. */
  async add(
    { connectionId, identity }: Connection,
    { room, shard, until }: Membership,
    maximum: number,
  ): Promise<boolean> {
    const change = {
      expression: until === undefined ? 'SET r.#room = :shard' : 'SET r.#room = :shard, #end = :until',
      names: { '#room': room, ...(until !== undefined && { '#end': endAttribute(room) }) },
      values: {
        ':shard': shard,
        ...(until !== undefined && { ':until': until }),
        ':user': identity.userId,
        ':now': this.#clock.now(),
        ':maximum': maximum,
      },
    };
    return (await this.#change(connectionId, change, MAY_JOIN)) !== null;
  }

  /** Changes the end of a membership that is exactly the one given; returns the connection, or `null` if it is not. */
  changeEnd(
    connectionId: string,
    { room, shard, until: known }: Membership,
    until: number | undefined,
  ): Promise<Connection | null> {
    const change = {
      expression: until === undefined ? 'REMOVE #end' : 'SET #end = :until',
      names: { '#room': room, '#end': endAttribute(room) },
      values: {
        ':shard': shard,
        ':now': this.#clock.now(),
        ...(until !== undefined && { ':until': until }),
        ...(known !== undefined && { ':known': known }),
      },
    };
    const same = known === undefined ? 'attribute_not_exists(#end)' : '#end = :known';
    return this.#change(connectionId, change, `r.#room = :shard AND x > :now AND ${same}`);
  }

  /** Removes a membership, whatever its end is. */
  async remove(connectionId: string, { room, shard }: Membership): Promise<void> {
    const change = {
      expression: 'REMOVE r.#room, #end',
      names: { '#room': room, '#end': endAttribute(room) },
      values: { ':shard': shard },
    };
    await this.#change(connectionId, change, 'attribute_exists(PK) AND r.#room = :shard');
  }

  async #change(connectionId: string, change: Condition, condition: string): Promise<Connection | null> {
    const item = await update(this.#table, connectionKey(connectionId), change, condition);
    return item && connectionOf(connectionId, item);
  }
}
