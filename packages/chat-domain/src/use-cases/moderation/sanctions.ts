import type { AccessPolicy } from '../../model/access/access-policy.js';
import { ChatError } from '../../model/chat-error.js';
import { LOBBY } from '../../model/room-name.js';
import type { ByeReason } from '../../model/server-event.js';
import type { ConnectionRepository } from '../../ports/connection-repository.js';
import type { Dismiss } from '../dismiss.js';

/** Connections ended at once. */
const AT_ONCE = 10;

/** What {@link Sanctions} needs. */
export interface SanctionsDependencies {
  readonly policy: AccessPolicy;
  readonly connections: Pick<ConnectionRepository, 'connectionsOf' | 'find'>;
  readonly dismiss: Dismiss;
}

/** What kicking, banning and muting have in common. */
export class Sanctions {
  constructor(private readonly dependencies: SanctionsDependencies) {}

  /**
   * Makes sure that nobody is punished who must not be. Roles are known of connected users only; the others are let
   * off when they connect or send.
   * @throws ChatError `forbidden`
   */
  async requirePunishable(userId: string): Promise<void> {
    const { policy, connections } = this.dependencies;
    for (const id of await connections.connectionsOf(userId)) {
      const connection = await connections.find(id);
      if (connection === null) continue;
      if (policy.access(connection.identity, 'escapeSanctions', LOBBY) === 'granted') {
        throw new ChatError('forbidden', 'This user is beyond your reach.');
      }
    }
  }

  /**
   * Ends every connection of a user. One that cannot be ended does not save the others.
   * Rejects with the first failure once all have been tried.
   */
  async showOut(userId: string, reason: ByeReason): Promise<void> {
    const { connections, dismiss } = this.dependencies;
    const ids = [...(await connections.connectionsOf(userId))];
    const failures: unknown[] = [];
    while (ids.length > 0) {
      const batch = ids.splice(0, AT_ONCE).map((id) => dismiss.execute(id, reason));
      for (const result of await Promise.allSettled(batch)) {
        if (result.status === 'rejected') failures.push(result.reason);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
