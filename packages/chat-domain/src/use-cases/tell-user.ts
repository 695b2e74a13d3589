import { LIMITS } from '../model/limits.js';
import { subjectId } from '../model/moderation/moderation-fields.js';
import { requireSendable, type CustomEvent } from '../model/server-event.js';
import type { ChatPorts } from '../ports/chat-ports.js';
import type { Clock } from '../ports/clock.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { Logger } from '../ports/logger.js';
import type { MessageGateway } from '../ports/message-gateway.js';
import type { Caller } from './caller.js';
import { deadlineOf } from './fan-out/fan-out.js';
import { onePage } from './fan-out/one-page.js';
import { GoneConnections } from './fan-out/gone-connections.js';
import { floodControlOf, type FloodControl } from './moderation/flood-control.js';
import { perPorts } from './per-ports.js';

/** What {@link TellUser} needs. */
export interface TellUserDependencies {
  readonly connections: Pick<ConnectionRepository, 'recipientsOf' | 'remove'>;
  readonly gateway: Pick<MessageGateway, 'deliver'>;
  readonly flood?: FloodControl | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Milliseconds after which connections not reached yet count as failed. */
  readonly deadline: number;
}

/** Pushes an event of a team's own to every connection of a user whose token has not expired. Best effort, and stored nowhere. */
export class TellUser {
  readonly #dependencies: TellUserDependencies;

  constructor(dependencies: TellUserDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * @param caller - on whose behalf; whether they may was decided before, by the access row of their action
   * @throws ChatError `bad_request` for what is no user id, `rate_limited`, `muted`, `banned`
   * @throws TypeError for an event that cannot be sent, see `requireSendable`
   */
  async execute(caller: Caller, userId: string, event: CustomEvent): Promise<void> {
    const { connections, gateway, flood, clock, logger, deadline } = this.#dependencies;
    const id = subjectId(userId);
    requireSendable(event);
    await flood?.execute(caller, null);
    const ended = new GoneConnections(connections, LIMITS.broadcastCleanUps);
    const summary = await gateway.deliver(event, onePage(await connections.recipientsOf(id)), {
      deadline: clock.now() + deadline,
      onUndelivered: ({ recipient, outcome }) => {
        if (outcome === 'gone') ended.add(recipient.connectionId, { userId: id });
      },
    });
    logger.info('told a user', { event: event.type, ...summary });
    await ended.finish().catch((error: unknown) => logger.error('rows not deleted', error, { userId: id }));
  }
}

/** The {@link TellUser} of a chat. */
export const tellUserOf = perPorts(
  (ports: Omit<ChatPorts, 'heads' | 'messages'>) =>
    new TellUser({ ...ports, flood: floodControlOf(ports), deadline: deadlineOf(ports) }),
);
