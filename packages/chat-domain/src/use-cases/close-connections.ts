import type { Connection } from '../model/connection.js';
import type { ByeReason } from '../model/server-event.js';
import type { Clock } from '../ports/clock.js';
import type { ConnectionRepository, RemoveOptions } from '../ports/connection-repository.js';
import type { MessageGateway } from '../ports/message-gateway.js';
import type { PresenceNotifier } from '../ports/presence-notifier.js';
import { eachOf } from './each-of.js';
import { onePage } from './fan-out/one-page.js';
import type { ChatPorts } from '../ports/chat-ports.js';
import { perPorts } from './per-ports.js';

const RECONNECT: Readonly<Record<ByeReason, boolean>> = {
  token_expired: true,
  kicked: false,
  banned: false,
  flooding: false,
  replaced: false,
  maintenance: true,
};

/** How long sending `bye` may take, in milliseconds; the connection is closed even if it was not delivered. */
const BYE_DEADLINE = 2_000;

/** The same for a banned user: a worker may have read before the ban who is in a room, and posts until the connection is closed. */
const BANNED_DEADLINE = 1_000;

/** What {@link CloseConnections} needs. */
export interface CloseConnectionsDependencies {
  readonly connections: Pick<ConnectionRepository, 'evict' | 'remove'>;
  readonly gateway: MessageGateway;
  /** Told of the rooms that the connections were in; without it their members learn of it when they ask. */
  readonly presence?: PresenceNotifier | undefined;
  readonly clock: Clock;
}

/** Connections closed concurrently. */
const AT_ONCE = 50;

/** Sends `bye` to connections, closes them, deletes their rows, and tells the members of their rooms that they have gone. */
export class CloseConnections {
  readonly #dependencies: CloseConnectionsDependencies;

  constructor(dependencies: CloseConnectionsDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * One deadline covers all `bye` events, however many are not delivered; one connection that cannot be closed does not
   * keep the others open. Rejects with the first failure once all have been tried.
   *
   * @param userId - whose connections they are, where that is known: their rows of this user are deleted in any case.
   * Required to close those of a banned user, which leave all rooms before the `bye`
   * @param until - when a ban ends: the `bye` says so
   */
  async execute(
    connectionIds: readonly string[],
    reason: ByeReason,
    userId?: string,
    until?: number,
  ): Promise<void> {
    const { gateway, clock } = this.#dependencies;
    const ended: Connection[] = [];
    const evicted = reason === 'banned' ? await this.#evict(connectionIds, ended) : new Set<string>();
    await gateway.deliver(
      { type: 'bye', reason, reconnect: RECONNECT[reason], ...(until !== undefined && { until }) },
      onePage(connectionIds.map((connectionId) => ({ connectionId, connectedAt: 0 }))),
      { deadline: clock.now() + (reason === 'banned' ? BANNED_DEADLINE : BYE_DEADLINE) },
    );
    const end = async (connectionId: string): Promise<void> => {
      const removed = await this.#end(connectionId, { userId, isEvicted: evicted.has(connectionId) });
      if (removed !== null) ended.push(removed);
    };
    try {
      await eachOf(connectionIds, AT_ONCE, end);
    } finally {
      await this.#tell(ended);
    }
  }

  /** Once for each user and room, however many of the user's connections were in it. */
  async #tell(ended: readonly Connection[]): Promise<void> {
    const users = new Map(ended.map((connection) => [connection.identity.userId, connection]));
    for (const [userId, connection] of users) {
      const own = ended.filter(({ identity }) => identity.userId === userId);
      const rooms = own.flatMap(({ memberships }) => memberships.map(({ room }) => room));
      await this.#dependencies.presence?.left(connection, [...new Set(rooms)]);
    }
  }

  /** Returns those that were evicted. Any other is removed with its rooms after its `bye`, or reported there. */
  async #evict(connectionIds: readonly string[], ended: Connection[]): Promise<ReadonlySet<string>> {
    const evicted = new Set<string>();
    const evict = async (connectionId: string): Promise<void> => {
      const connection = await this.#dependencies.connections.evict(connectionId);
      evicted.add(connectionId);
      if (connection !== null) ended.push(connection);
    };
    await eachOf(connectionIds, AT_ONCE, evict).catch(() => undefined);
    return evicted;
  }

  async #end(connectionId: string, known: RemoveOptions): Promise<Connection | null> {
    const { connections, gateway } = this.#dependencies;
    await gateway.disconnect(connectionId);
    // Last, so that a retry still finds a connection that could not be closed.
    return connections.remove(connectionId, known);
  }
}

/** The {@link CloseConnections} of a chat. */
export const closeConnectionsOf = perPorts(
  (ports: Pick<ChatPorts, 'connections' | 'gateway' | 'presence' | 'clock'>) => new CloseConnections(ports),
);
