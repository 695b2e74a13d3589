import { shardOf, type Recipient } from '../../model/connection.js';
import { LIMITS } from '../../model/limits.js';
import type { Clock } from '../../ports/clock.js';
import type { ConnectionRepository } from '../../ports/connection-repository.js';
import type { MessageGateway } from '../../ports/message-gateway.js';

/** What {@link EndedConnections} needs. */
export interface EndedConnectionsDependencies {
  readonly connections: Pick<ConnectionRepository, 'remove'>;
  readonly gateway: Pick<MessageGateway, 'probe'>;
  readonly clock: Clock;
}

/**
 * Finds connections that have ended without a `$disconnect`, which is best effort, and deletes their rows. Asks after
 * few: all requests to a gateway share one quota, and a user at the maximum may try again and again.
 */
export class EndedConnections {
  readonly #dependencies: EndedConnectionsDependencies;

  constructor(dependencies: EndedConnectionsDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Asks after the oldest connections and, where all of them exist, after as many of the others: not the same ones for
   * another caller, so that a user whose oldest connections are open gets to those that are not.
   *
   * @param recipients - the connections of one user
   * @param callerId - the connection on whose behalf
   * @returns how many had ended
   */
  async remove(recipients: readonly Recipient[], userId: string, callerId: string): Promise<number> {
    const others = recipients.filter(({ connectionId }) => connectionId !== callerId);
    const byAge = others.sort((a, b) => a.connectedAt - b.connectedAt);
    const oldest = byAge.splice(0, LIMITS.probedConnections);
    // One for both: a handshake waits.
    const deadline = this.#dependencies.clock.now() + LIMITS.probeDeadline;
    const ended = await this.#removeEnded(oldest, userId, deadline);
    if (ended > 0 || byAge.length === 0) return ended;
    const start = shardOf(callerId, byAge.length);
    const rotated = [...byAge.slice(start), ...byAge.slice(0, start)];
    return this.#removeEnded(rotated.slice(0, LIMITS.probedConnections), userId, deadline);
  }

  async #removeEnded(recipients: readonly Recipient[], userId: string, deadline: number): Promise<number> {
    const { connections, gateway } = this.#dependencies;
    const ended = await Promise.all(
      recipients.map(async (recipient) => {
        if ((await gateway.probe(recipient, { deadline })) !== 'gone') return 0;
        await connections.remove(recipient.connectionId, { userId });
        return 1;
      }),
    );
    return ended.reduce<number>((sum, one) => sum + one, 0);
  }
}
