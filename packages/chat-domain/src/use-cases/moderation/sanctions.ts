import type { AccessPolicy } from '../../model/access/access-policy.js';
import { ChatError } from '../../model/chat-error.js';
import { LOBBY } from '../../model/room-name.js';
import type { ByeReason } from '../../model/server-event.js';
import type { ConnectionRepository } from '../../ports/connection-repository.js';
import { closeConnectionsOf, type CloseConnections } from '../close-connections.js';
import { eachOf } from '../each-of.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import { perPorts } from '../per-ports.js';
import { policyOf } from '../policy-of.js';

/** Connections checked concurrently. */
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
   * Makes sure that no exempt user is sanctioned. Roles are known of connected users only; the others are exempted when
   * they connect or send.
   * @throws ChatError `forbidden`
   */
  async requireNotExempt(userId: string): Promise<void> {
    const { policy, connections } = this.#dependencies;
    await eachOf(await connections.connectionsOf(userId), AT_ONCE, async (id) => {
      const connection = await connections.find(id);
      if (connection === null) return;
      if (policy.access(connection.identity, 'sanctionExempt', LOBBY) === 'granted') {
        throw new ChatError('forbidden', 'This user cannot be sanctioned.');
      }
    });
  }

  /**
   * Closes every connection of a user. One that cannot be closed does not keep the others open.
   * Rejects with the first failure once all have been tried.
   */
  async closeAll(userId: string, reason: ByeReason): Promise<void> {
    const { connections, closeConnections } = this.#dependencies;
    await closeConnections.execute(await connections.connectionsOf(userId), reason, userId);
  }
}

/** The {@link Sanctions} of a chat. */
export const sanctionsOf = perPorts(
  (ports: Pick<ChatPorts, 'connections' | 'gateway' | 'clock' | 'settings'>) =>
    new Sanctions({ ...ports, policy: policyOf(ports), closeConnections: closeConnectionsOf(ports) }),
);
