import type { AccessPolicy } from '../../model/access/access-policy.js';
import { ChatError } from '../../model/chat-error.js';
import { LIMITS } from '../../model/limits.js';
import { LOBBY } from '../../model/room-name.js';
import type { ByeReason } from '../../model/server-event.js';
import type { Clock } from '../../ports/clock.js';
import type { ConnectionRepository } from '../../ports/connection-repository.js';
import { closeConnectionsOf, type CloseConnections } from '../close-connections.js';
import { eachOf } from '../each-of.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import { perPorts } from '../per-ports.js';
import { policyOf } from '../policy-of.js';

/** Connections checked concurrently. */
const AT_ONCE = 50;

/** An end that is further off than this is for good, and the same as any other such end, in milliseconds. */
const FOR_GOOD = LIMITS.sanctionMaximum - 86_400_000;

/** What {@link Sanctions} needs. */
export interface SanctionsDependencies {
  readonly clock: Clock;
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
   * @returns the ids of the user's open connections
   * @throws ChatError `forbidden`
   */
  async requireNotExempt(userId: string): Promise<readonly string[]> {
    const { policy, connections } = this.#dependencies;
    const ids = await connections.connectionsOf(userId);
    await eachOf(ids, AT_ONCE, async (id) => {
      const connection = await connections.find(id);
      if (connection === null) return;
      if (policy.access(connection.identity, 'sanctionExempt', LOBBY) === 'granted') {
        throw new ChatError('forbidden', 'This user cannot be sanctioned.');
      }
    });
    return ids;
  }

  /**
   * Whether a sanction that ends at `until` changes anything where one that ends at `known` is stored: an end that has
   * passed is like any other, and so is one for good. What changes nothing leaves no audit record, however often it is
   * asked for.
   */
  changes(known: number, until: number): boolean {
    const now = this.#dependencies.clock.now();
    const isSame = (end: number, other: number) =>
      end === other || (end <= now && other <= now) || (end - now > FOR_GOOD && other - now > FOR_GOOD);
    return !isSame(known, until);
  }

  /**
   * Closes every connection of a user. One that cannot be closed does not keep the others open.
   * Rejects with the first failure once all have been tried.
   *
   * @param until - when a ban ends
   */
  async closeAll(userId: string, reason: ByeReason, until?: number): Promise<void> {
    const { connections, closeConnections } = this.#dependencies;
    await closeConnections.execute(await connections.connectionsOf(userId), reason, userId, until);
  }
}

/** The {@link Sanctions} of a chat. */
export const sanctionsOf = perPorts(
  (ports: Pick<ChatPorts, 'connections' | 'gateway' | 'presence' | 'clock' | 'settings'>) =>
    new Sanctions({ ...ports, policy: policyOf(ports), closeConnections: closeConnectionsOf(ports) }),
);
