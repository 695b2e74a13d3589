import type { ConnectionRepository } from '../ports/connection-repository.js';

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
