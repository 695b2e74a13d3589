import { LIMITS } from '../../model/limits.js';
import { SIGNAL_LIMITS } from '../../model/signal-limits.js';
import type { ServerEvent } from '../../model/server-event.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import type { Clock } from '../../ports/clock.js';
import type { ConnectionRepository } from '../../ports/connection-repository.js';
import type { Logger } from '../../ports/logger.js';
import type { MessageGateway } from '../../ports/message-gateway.js';
import { GoneConnections } from '../fan-out/gone-connections.js';
import type { Member } from '../fan-out/member-scan.js';
import { onePage } from '../fan-out/one-page.js';
import { perPorts } from '../per-ports.js';
import { postBudgetOf, type PostBudget } from './post-budget.js';

/** What {@link UnloggedPush} needs. */
export interface UnloggedPushDependencies {
  readonly connections: Pick<ConnectionRepository, 'remove'>;
  readonly gateway: Pick<MessageGateway, 'deliver'>;
  readonly budget: PostBudget;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Pushes what no log keeps: each member is tried once. Connections that are gone lose all their rows. */
export class UnloggedPush {
  readonly #dependencies: UnloggedPushDependencies;

  constructor(dependencies: UnloggedPushDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Never rejects, and drops the event where this process has made too many such posts.
   * @param event - of the room `room`
   */
  async send(room: string, event: ServerEvent, members: readonly Member[]): Promise<void> {
    const { connections, gateway, budget, clock, logger } = this.#dependencies;
    if (members.length === 0) return;
    if (!budget.take(members.length)) {
      logger.info('dropped', { room, event: event.type, posts: members.length });
      return;
    }
    const ended = new GoneConnections(connections, LIMITS.broadcastCleanUps);
    await gateway.deliver(event, onePage(members), {
      deadline: clock.now() + SIGNAL_LIMITS.signalDeadline,
      tail: LIMITS.broadcastTail,
      retry: false,
      onUndelivered: ({ recipient: { connectionId, shard, user }, outcome }) => {
        if (outcome === 'gone') ended.add(connectionId, { userId: user?.id, membership: { room, shard } });
      },
    });
    await ended.finish().catch((error: unknown) => logger.error('rows not deleted', error, { room }));
  }
}

/** What {@link unloggedPushOf} takes. */
export type UnloggedPushPorts = Pick<ChatPorts, 'connections' | 'gateway' | 'clock' | 'logger'>;

/** The {@link UnloggedPush} of a chat. */
export const unloggedPushOf = perPorts(
  (ports: UnloggedPushPorts) => new UnloggedPush({ ...ports, budget: postBudgetOf(ports) }),
);
