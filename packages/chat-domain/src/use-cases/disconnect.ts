import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { ChatPorts } from '../ports/chat-ports.js';
import { perPorts } from './per-ports.js';

/** What {@link Disconnect} needs. */
export interface DisconnectDependencies {
  readonly connections: Pick<ConnectionRepository, 'remove'>;
}

/** Deletes a connection and all its memberships. May run twice, late, or never. */
export class Disconnect {
  readonly #dependencies: DisconnectDependencies;

  constructor(dependencies: DisconnectDependencies) {
    this.#dependencies = dependencies;
  }

  async execute(connectionId: string): Promise<void> {
    await this.#dependencies.connections.remove(connectionId);
  }
}

/** The {@link Disconnect} of a chat. */
export const disconnectOf = perPorts((ports: Pick<ChatPorts, 'connections'>) => new Disconnect(ports));
