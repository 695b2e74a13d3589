import { shardOf } from '../model/connection.js';
import type { Identity } from '../model/identity.js';
import { LIMITS } from '../model/limits.js';
import { LOBBY } from '../model/room-name.js';
import type { Clock } from '../ports/clock.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { MessageRepository } from '../ports/message-repository.js';

/** What {@link Connect} needs. */
export interface ConnectDependencies {
  readonly connections: ConnectionRepository;
  readonly messages: Pick<MessageRepository, 'head'>;
  readonly clock: Clock;
}

/** A WebSocket that opens, with the identity that its token proved. */
export interface ConnectCommand {
  readonly connectionId: string;
  readonly identity: Identity;
}

/** Remembers a new connection and puts it into the lobby, where everybody is. */
export class Connect {
  constructor(private readonly dependencies: ConnectDependencies) {}

  async execute({ connectionId, identity }: ConnectCommand): Promise<void> {
    const { connections, messages, clock } = this.dependencies;
    const lobby = await messages.head(LOBBY);
    const connectedAt = clock.now();
    await connections.add({
      connectionId,
      identity,
      connectedAt,
      expiresAt: connectedAt + LIMITS.connectionLife,
      memberships: [{ room: LOBBY, shard: shardOf(connectionId, lobby?.shards ?? 1) }],
    });
  }
}
