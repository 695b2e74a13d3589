import { LIMITS } from '../model/limits.js';
import type { Clock } from '../ports/clock.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { PresenceNotifier } from '../ports/presence-notifier.js';
import type { ChatPorts } from '../ports/chat-ports.js';
import { perPorts } from './per-ports.js';

/** What {@link Disconnect} needs. */
export interface DisconnectDependencies {
  readonly connections: Pick<ConnectionRepository, 'remove'>;
  readonly presence?: PresenceNotifier | undefined;
  readonly clock: Clock;
}

/**
 * Deletes a connection and all its memberships. May run twice, late, or never; and before the connection is stored,
 * which then is not stored any more.
 */
export class Disconnect {
  readonly #dependencies: DisconnectDependencies;

  constructor(dependencies: DisconnectDependencies) {
    this.#dependencies = dependencies;
  }

  /** @param connectedAt - when its handshake began, by the gateway, in epoch milliseconds; when absent, just now */
  async execute(connectionId: string, connectedAt?: number): Promise<void> {
    const { connections, presence, clock } = this.#dependencies;
    const barredUntil = (connectedAt ?? clock.now()) + LIMITS.connectWindow;
    const removed = await connections.remove(connectionId, barredUntil > clock.now() ? { barredUntil } : {});
    const rooms = removed?.memberships.map(({ room }) => room) ?? [];
    if (removed !== null) await presence?.left(removed, rooms);
  }
}

/** The {@link Disconnect} of a chat. */
export const disconnectOf = perPorts(
  (ports: Pick<ChatPorts, 'connections' | 'presence' | 'clock'>) => new Disconnect(ports),
);
