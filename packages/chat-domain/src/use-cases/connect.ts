import { ChatError } from '../model/chat-error.js';
import { shardOf, type Connection } from '../model/connection.js';
import type { Identity } from '../model/identity.js';
import { LIMITS } from '../model/limits.js';
import { LOBBY } from '../model/room-name.js';
import type { Clock } from '../ports/clock.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { RoomHeadRepository } from '../ports/room-head-repository.js';
import type { PresenceNotifier } from '../ports/presence-notifier.js';
import type { ChatPorts } from '../ports/chat-ports.js';
import { admissionOf, type Admission, type AdmissionPorts } from './moderation/admission.js';
import { frameBudgetOf, type FrameBudget } from './moderation/frame-budget.js';
import { perPorts } from './per-ports.js';

/** Frames that a handshake costs as much as: two calls, three writes, and three to delete them again. */
const HANDSHAKE = 5;

/** What {@link Connect} needs. */
export interface ConnectDependencies {
  readonly connections: ConnectionRepository;
  readonly heads: Pick<RoomHeadRepository, 'find'>;
  readonly clock: Clock;
  /** Without it every user with a valid token may connect. */
  readonly admission?: Admission | undefined;
  readonly presence?: PresenceNotifier | undefined;
  /** Without it users may connect at any rate. */
  readonly budget?: FrameBudget | undefined;
}

/** A WebSocket that opens, with the identity from its token. */
export interface ConnectCommand {
  readonly connectionId: string;
  readonly identity: Identity;
}

/** Stores a new connection and puts it into the lobby, where every user is. */
export class Connect {
  readonly #dependencies: ConnectDependencies;

  constructor(dependencies: ConnectDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `banned`, `rate_limited`, `too_many_connections`; `connection_gone` where it has been disconnected already */
  async execute(command: ConnectCommand): Promise<void> {
    const { heads, admission, presence } = this.#dependencies;
    await this.#spend(command.identity);
    // An older head will do: shards are only added to the lobby, whose head has no end, and all of them are read.
    const shards = heads.find(LOBBY, { consistent: false });
    const [lobby] = await Promise.all([shards, admission?.execute(command, 1)]);
    const connection = this.#connectionOf(command, lobby?.shards ?? 1);
    try {
      await this.#add(connection);
      // Again, now that the connection is visible: a concurrent ban has either found it or is found here, and of many
      // concurrent connections no more than the maximum stay.
      await admission?.execute(command, 0);
    } catch (error) {
      await this.#undo(connection);
      throw error;
    }
    await presence?.joined(connection, LOBBY);
  }

  async #spend({ userId }: Identity): Promise<void> {
    const rate = await this.#dependencies.budget?.count(userId, HANDSHAKE);
    if (rate === undefined || rate.verdict === 'allowed') return;
    const { retryAfterMs } = rate;
    throw new ChatError('rate_limited', 'Too many frames; connect again later.', { retryAfterMs });
  }

  #connectionOf({ connectionId, identity }: ConnectCommand, shards: number): Connection {
    const connectedAt = this.#dependencies.clock.now();
    const expiresAt = connectedAt + LIMITS.connectionLife;
    const memberships = [{ room: LOBBY, shard: shardOf(connectionId, shards) }];
    return { connectionId, identity, connectedAt, expiresAt, memberships };
  }

  async #add(connection: Connection): Promise<void> {
    const isAdded = await this.#dependencies.connections.add(connection);
    if (!isAdded) throw new ChatError('connection_gone', 'This connection has ended already.');
  }

  /** Never fails: the error that led here counts, and a gateway will say of what is left that it is gone. */
  async #undo({ connectionId, identity, memberships: [membership] }: Connection): Promise<void> {
    const { connections } = this.#dependencies;
    await connections.remove(connectionId, { userId: identity.userId, membership }).catch(() => undefined);
  }
}

/** What {@link connectOf} takes. */
export interface ConnectPorts extends AdmissionPorts, Pick<ChatPorts, 'presence' | 'random'> {
  readonly heads: Pick<RoomHeadRepository, 'find'>;
}

/** The {@link Connect} of a chat. */
export const connectOf = perPorts(
  (ports: ConnectPorts) =>
    new Connect({ ...ports, admission: admissionOf(ports), budget: frameBudgetOf(ports) }),
);
