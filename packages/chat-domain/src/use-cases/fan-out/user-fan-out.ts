import { LIMITS } from '../../model/limits.js';
import type { Recipient } from '../../model/connection.js';
import { isMessagesEvent, type ServerEvent } from '../../model/server-event.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import type { Clock } from '../../ports/clock.js';
import type { ConnectionRepository } from '../../ports/connection-repository.js';
import type { Logger } from '../../ports/logger.js';
import type { MessageGateway } from '../../ports/message-gateway.js';
import { perPorts } from '../per-ports.js';
import { deadlineOf } from './fan-out.js';
import { GoneConnections } from './gone-connections.js';
import { onePage } from './one-page.js';

/** What {@link UserFanOut} needs. */
export interface UserFanOutDependencies {
  readonly connections: Pick<ConnectionRepository, 'recipientsOf' | 'remove'>;
  readonly gateway: Pick<MessageGateway, 'deliver'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Milliseconds after which connections not reached yet count as failed. */
  readonly deadline: number;
}

/** A connection, and whose it is. */
interface Device extends Recipient {
  readonly userId: string;
}

/**
 * Pushes events to all connections of some users, whatever rooms they are in, each until its token expires. Gone
 * connections lose all their rows.
 */
export class UserFanOut {
  readonly #dependencies: UserFanOutDependencies;

  constructor(dependencies: UserFanOutDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Rejects when the connections of a user cannot be read; those of the other users have been posted to.
   *
   * @param userIds - different users, few of them: their connections are read at once
   * @param except - a connection that is sent nothing, as it learns of the event otherwise
   * @returns how many connections there are, that one included
   */
  async send(userIds: readonly string[], event: ServerEvent, except?: string): Promise<number> {
    const { connections, gateway, clock, logger, deadline } = this.#dependencies;
    const start = clock.now();
    const ended = new GoneConnections(connections, LIMITS.broadcastCleanUps);
    const read = await Promise.allSettled(userIds.map((userId) => this.#devicesOf(userId)));
    const devices = read.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    const others = devices.filter(({ connectionId }) => connectionId !== except);
    const summary = await gateway.deliver(event, onePage(others), {
      deadline: clock.now() + deadline,
      tail: LIMITS.broadcastTail,
      onUndelivered: ({ recipient: { connectionId, userId }, outcome }) => {
        if (outcome === 'gone') ended.add(connectionId, { userId });
      },
    });
    const entries = isMessagesEvent(event) && { room: event.room, entries: event.entries.length };
    const ms = clock.now() - start;
    logger.info('broadcast', { event: event.type, users: userIds.length, ...entries, ...summary, ms });
    await ended.finish().catch((error: unknown) => logger.error('rows not deleted', error));
    const failure = read.find((one) => one.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
    return devices.length;
  }

  async #devicesOf(userId: string): Promise<readonly Device[]> {
    const recipients = await this.#dependencies.connections.recipientsOf(userId);
    return recipients.map((recipient) => ({ ...recipient, userId }));
  }
}

/** What {@link userFanOutOf} takes. */
export type UserFanOutPorts = Pick<ChatPorts, 'connections' | 'gateway' | 'clock' | 'logger' | 'settings'>;

/** The {@link UserFanOut} of a chat's senders. */
export const userFanOutOf = perPorts(
  (ports: UserFanOutPorts) => new UserFanOut({ ...ports, deadline: deadlineOf(ports) }),
);
