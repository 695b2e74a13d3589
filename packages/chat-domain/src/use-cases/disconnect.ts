import type { ConnectionRepository } from '../ports/connection-repository.js';

/** What {@link Disconnect} needs. */
export interface DisconnectDependencies {
  readonly connections: Pick<ConnectionRepository, 'remove'>;
}

/** Forgets a connection and all its memberships. May come twice, late, or never. */
export class Disconnect {
  readonly #dependencies: DisconnectDependencies;

  constructor(dependencies: DisconnectDependencies) {
    this.#dependencies = dependencies;
  }

  async execute(connectionId: string): Promise<void> {
    await this.#dependencies.connections.remove(connectionId);
  }
}
