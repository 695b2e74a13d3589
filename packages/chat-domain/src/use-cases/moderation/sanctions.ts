import type { AccessPolicy } from '../../model/access/access-policy.js';
import { ChatError } from '../../model/chat-error.js';
import { LOBBY } from '../../model/room-name.js';
import type { ByeReason } from '../../model/server-event.js';
import type { ConnectionRepository } from '../../ports/connection-repository.js';
import type { CloseConnections } from '../close-connections.js';
import { eachOf } from '../each-of.js';

/** Connections looked at at once. */
const AT_ONCE = 50;

/** What {@link Sanctions} needs. */
export interface SanctionsDependencies {
  readonly policy: AccessPolicy;
  readonly connections: Pick<ConnectionRepository, 'connectionsOf' | 'find'>;
  readonly closeConnections: CloseConnections;
}

/** What kicking, banning and muting have in common. */
export class Sanctions {
  readonly #dependencies: SanctionsDependencies;

  constructor(dependencies: SanctionsDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Makes sure that nobody is punished who must not be. Roles are known of connected users only; the others are let
   * off when they connect or send.
   * @throws ChatError `forbidden`
   */
  async requireNotExempt(userId: string): Promise<void> {
    const { policy, connections } = this.#dependencies;
    await eachOf(await connections.connectionsOf(userId), AT_ONCE, async (id) => {
      const connection = await connections.find(id);
      if (connection === null) return;
      if (policy.access(connection.identity, 'sanctionExempt', LOBBY) === 'granted') {
        throw new ChatError('forbidden', 'This user is beyond your reach.');
      }
    });
  }

  /**
   * Ends every connection of a user. One that cannot be ended does not save the others.
   * Rejects with the first failure once all have been tried.
   */
  async closeAll(userId: string, reason: ByeReason): Promise<void> {
    const { connections, closeConnections } = this.#dependencies;
    await closeConnections.execute(await connections.connectionsOf(userId), reason);
  }
}
