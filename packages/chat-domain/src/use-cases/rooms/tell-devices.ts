import { LIMITS } from '../../model/limits.js';
import type { ServerEvent } from '../../model/server-event.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import type { Clock } from '../../ports/clock.js';
import type { ConnectionRepository } from '../../ports/connection-repository.js';
import type { Logger } from '../../ports/logger.js';
import type { MessageGateway } from '../../ports/message-gateway.js';
import { GoneConnections } from '../fan-out/gone-connections.js';
import { onePage } from '../fan-out/one-page.js';
import { perPorts } from '../per-ports.js';

/** What {@link TellDevices} needs. */
export interface TellDevicesDependencies {
  readonly connections: Pick<ConnectionRepository, 'recipientsOf' | 'remove'>;
  readonly gateway: Pick<MessageGateway, 'deliver'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Pushes an event to the connections of a user whose token has not expired. Best effort, stored nowhere, and never
 * rejects: what the event says is stored already.
 */
export class TellDevices {
  readonly #dependencies: TellDevicesDependencies;

  constructor(dependencies: TellDevicesDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * @param except - a connection that knows already
   * @returns how many connections were tried
   */
  async execute(userId: string, event: ServerEvent, except?: string): Promise<number> {
    const { connections, logger } = this.#dependencies;
    const ended = new GoneConnections(connections, LIMITS.broadcastCleanUps);
    try {
      const all = await connections.recipientsOf(userId);
      const others = all.filter(({ connectionId }) => connectionId !== except);
      if (others.length > 0) await this.#deliver(event, others, (id) => ended.add(id, { userId }));
      await ended.finish();
      return others.length;
    } catch (error) {
      logger.error('devices not told', error, { event: event.type, userId });
      return 0;
    }
  }

  async #deliver(
    event: ServerEvent,
    recipients: Awaited<ReturnType<ConnectionRepository['recipientsOf']>>,
    onGone: (connectionId: string) => void,
  ): Promise<void> {
    const { gateway, clock, logger } = this.#dependencies;
    const summary = await gateway.deliver(event, onePage(recipients), {
      deadline: clock.now() + LIMITS.devicesDeadline,
      tail: LIMITS.broadcastTail,
      onUndelivered: ({ recipient, outcome }) => {
        if (outcome === 'gone') onGone(recipient.connectionId);
      },
    });
    logger.info('told devices', { event: event.type, ...summary });
  }
}

/** What {@link tellDevicesOf} takes. */
export type TellDevicesPorts = Pick<ChatPorts, 'connections' | 'gateway' | 'clock' | 'logger'>;

/** The {@link TellDevices} of a chat. */
export const tellDevicesOf = perPorts((ports: TellDevicesPorts) => new TellDevices(ports));
