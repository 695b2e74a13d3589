import { ChatError, isChatError } from '../../model/chat-error.js';
import {
  membershipEnd,
  shardOf,
  UNCONFIRMED,
  type Connection,
  type Membership,
} from '../../model/connection.js';
import { LIMITS } from '../../model/limits.js';
import type { Clock } from '../../ports/clock.js';
import type { ConnectionRepository } from '../../ports/connection-repository.js';
import type { MessageGateway } from '../../ports/message-gateway.js';
import type { Authorize, Permission } from '../authorize.js';
import type { Caller } from '../caller.js';
import { tellRemoved } from './tell-removed.js';

/** Changes of one membership by others, in a row, after which a join counts as a failure. */
const ROUNDS = 10;

/** What {@link EnterRoom} needs. */
export interface EnterRoomDependencies {
  readonly authorize: Authorize;
  readonly connections: Pick<ConnectionRepository, 'find' | 'join' | 'leave' | 'changeEnd'>;
  readonly gateway: Pick<MessageGateway, 'deliver'>;
  readonly clock: Clock;
}

/** A connection that enters a room of so many shards. */
export interface Entry {
  readonly caller: Caller;
  readonly connection: Connection;
  readonly room: string;
  readonly shards: number;
}

/**
 * Writes the membership of a connection that may enter a room.
 *
 * That of a guest is written without being in force, and gets its end after the invitation was read once more, on
 * condition that it has not changed meanwhile. So of a join and a revocation that race, one always sees the other; and a
 * join that is interrupted leaves no guest in the room.
 */
export class EnterRoom {
  readonly #dependencies: EnterRoomDependencies;

  constructor(dependencies: EnterRoomDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `forbidden`; the guest that has lost the right to be in the room is taken out of it, and told */
  async permit(caller: Caller, room: string): Promise<Permission> {
    try {
      return await this.#dependencies.authorize.execute(caller, 'joinRoom', room);
    } catch (error) {
      if (isChatError(error) && error.code === 'forbidden') await this.#takeOut(caller, room);
      throw error;
    }
  }

  /**
   * @returns when the membership ends, in epoch milliseconds; `undefined` for a member
   * @throws ChatError `forbidden`, `too_many_rooms`, `connection_gone`, `unavailable`
   */
  async execute(entry: Entry, permission: Permission): Promise<number | undefined> {
    const { caller, room } = entry;
    let { until } = permission;
    for (let round = 0; round < ROUNDS; round += 1) {
      const membership = await this.#join(entry, until !== undefined);
      if (until !== undefined) ({ until } = await this.permit(caller, room));
      if (until === membership.until) return until;
      if (await this.#dependencies.connections.changeEnd(caller.connectionId, membership, until))
        return until;
    }
    throw new ChatError('unavailable', 'The membership keeps changing.');
  }

  async #join({ connection, room, shards }: Entry, isGuest: boolean): Promise<Membership> {
    const shard = shardOf(connection.connectionId, shards);
    const membership = { room, shard, ...(isGuest && { until: UNCONFIRMED }) };
    const joined = await this.#dependencies.connections.join(
      connection,
      membership,
      LIMITS.roomsPerConnection,
    );
    if (joined.outcome === 'joined') return joined.membership;
    if (joined.outcome === 'gone')
      throw new ChatError('connection_gone', 'This connection has ended; connect again.');
    throw new ChatError('too_many_rooms', `A connection is in ${LIMITS.roomsPerConnection} rooms at most.`);
  }

  async #takeOut({ connectionId, identity }: Caller, room: string): Promise<void> {
    const { connections, clock } = this.#dependencies;
    const connection = await connections.find(connectionId);
    const membership = connection?.memberships.find((known) => known.room === room);
    if (connection?.identity.userId !== identity.userId || membership === undefined) return;
    if (!(await connections.leave(connectionId, room)) || membership.until === UNCONFIRMED) return;
    const reason = membershipEnd(connection, membership) <= clock.now() ? 'expired' : 'uninvited';
    await tellRemoved(this.#dependencies, { room, reason }, [connection]);
  }
}
