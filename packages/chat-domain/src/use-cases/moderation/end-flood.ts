import { LIMITS } from '../../model/limits.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import type { Clock } from '../../ports/clock.js';
import type { ConnectionRepository } from '../../ports/connection-repository.js';
import type { Logger } from '../../ports/logger.js';
import type { ModerationStateRepository } from '../../ports/moderation/moderation-state-repository.js';
import type { Caller } from '../caller.js';
import { closeConnectionsOf, type CloseConnections } from '../close-connections.js';
import { perPorts } from '../per-ports.js';

/** Connections remembered at once; a process that closes more starts over. */
const REMEMBERED = 1_000;

/** What {@link EndFlood} needs. */
export interface EndFloodDependencies {
  readonly moderationStates: Pick<ModerationStateRepository, 'sanction'>;
  readonly connections: Pick<ConnectionRepository, 'connectionsOf'>;
  readonly closeConnections: CloseConnections;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Ends a flood: closes connections of its user, who may not connect for a minute. Frames that were in flight find their
 * connection closed already, and cost nothing more.
 */
export class EndFlood {
  /** Connections that this process has closed, or is closing. */
  readonly #closed = new Set<string>();
  /** Until when users may not connect, as far as this process has seen to it. */
  readonly #paused = new Map<string, number>();

  readonly #dependencies: EndFloodDependencies;

  constructor(dependencies: EndFloodDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Never rejects: a request is refused whether its connection can be closed or not. What failed is tried again with the
   * next frame.
   *
   * @param which - the connection of the caller, or all that the user has
   */
  async execute(caller: Caller, which: 'caller' | 'all'): Promise<void> {
    const { connectionId } = caller;
    if (this.#closed.has(connectionId)) return;
    const { logger } = this.#dependencies;
    const { userId } = caller.identity;
    logger.warn('connection closed', { reason: 'flooding', connectionId, userId });
    this.#remember([connectionId]);
    await this.#end(caller, which).catch((error: unknown) => {
      this.#closed.delete(connectionId);
      logger.error('connection not closed', error, { reason: 'flooding', connectionId });
    });
  }

  async #end({ connectionId, identity: { userId } }: Caller, which: 'caller' | 'all'): Promise<void> {
    const { connections, closeConnections } = this.#dependencies;
    // The pause first: a connection that opens meanwhile is among those listed, or sees the pause (see `Connect`).
    await this.#pause(userId);
    const others = which === 'all' ? await connections.connectionsOf(userId) : [];
    const all = [...new Set([connectionId, ...others])];
    await closeConnections.execute(all, 'flooding', userId);
    this.#remember(all);
  }

  async #pause(userId: string): Promise<void> {
    const { moderationStates, clock } = this.#dependencies;
    const now = clock.now();
    if ((this.#paused.get(userId) ?? 0) > now) return;
    const pausedUntil = now + LIMITS.floodPause;
    await moderationStates.sanction(userId, { pausedUntil });
    if (this.#paused.size >= REMEMBERED) this.#paused.clear();
    this.#paused.set(userId, pausedUntil);
  }

  #remember(connectionIds: readonly string[]): void {
    if (this.#closed.size >= REMEMBERED) this.#closed.clear();
    for (const id of connectionIds) this.#closed.add(id);
  }
}

/** What {@link endFloodOf} takes. */
export type EndFloodPorts = Pick<
  ChatPorts,
  'connections' | 'gateway' | 'presence' | 'clock' | 'logger' | 'moderation'
>;

/** The {@link EndFlood} of a chat; `undefined` in one without moderation. */
export const endFloodOf = perPorts((ports: EndFloodPorts) => {
  const { moderation } = ports;
  if (moderation === undefined) return undefined;
  return new EndFlood({ ...ports, ...moderation, closeConnections: closeConnectionsOf(ports) });
});
