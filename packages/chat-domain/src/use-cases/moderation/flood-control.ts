import type { AccessPolicy } from '../../model/access/access-policy.js';
import { ChatError } from '../../model/chat-error.js';
import { floodLimits, rateVerdict, type FloodLimits } from '../../model/moderation/flood-limits.js';
import { LOBBY } from '../../model/room-name.js';
import type { ByeReason } from '../../model/server-event.js';
import type { Clock } from '../../ports/clock.js';
import type { Logger } from '../../ports/logger.js';
import type { RoomRulesRepository } from '../../ports/moderation/room-rules-repository.js';
import type { ModerationStateRepository } from '../../ports/moderation/moderation-state-repository.js';
import type { Caller } from '../caller.js';
import { closeConnectionsOf, type CloseConnections } from '../close-connections.js';
import { RulesMemory } from './rules-memory.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import { perPorts } from '../per-ports.js';
import { policyOf } from '../policy-of.js';

/** What {@link FloodControl} needs. */
export interface FloodControlDependencies {
  readonly moderationStates: Pick<ModerationStateRepository, 'recordAttempt'>;
  readonly rules: Pick<RoomRulesRepository, 'find'>;
  readonly policy: AccessPolicy;
  readonly closeConnections: CloseConnections;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly flood: FloodLimits;
}

/**
 * Allows or rejects what a user sends: by their rate, a mute, a ban that missed an open connection, and slow mode, all
 * with the one write that records the attempt. At the hard limit, the connection is closed.
 */
export class FloodControl {
  readonly #limits: FloodLimits;
  readonly #memory: RulesMemory;

  readonly #dependencies: FloodControlDependencies;

  constructor(dependencies: FloodControlDependencies) {
    this.#dependencies = dependencies;

    this.#limits = floodLimits(dependencies.flood);
    this.#memory = new RulesMemory(dependencies);
  }

  /**
   * @param room - the room of the message; `null` for other requests, which have no slow mode
   * @throws ChatError `rate_limited` and `muted` (with `retryAfterMs`), `banned`
   */
  async execute(caller: Caller, room: string | null): Promise<void> {
    const { moderationStates, policy, clock } = this.#dependencies;
    const { userId } = caller.identity;
    const slowMode = room === null ? 0 : await this.#memory.slowMode(room);
    const at = clock.now();
    const attempt = { userId, room: room ?? LOBBY, at, window: this.#limits.window, slowMode };
    const { state, attempts, notBefore } = await moderationStates.recordAttempt(attempt);
    const rate = rateVerdict(attempts, at, this.#limits);
    if (rate.verdict === 'flooding') await this.#close(caller, 'flooding');
    if (rate.verdict !== 'allowed') throw tooFast('Too many messages; wait a moment.', rate.retryAfterMs);
    if (policy.access(caller.identity, 'sanctionExempt', LOBBY) === 'granted') return;
    if (state.bannedUntil > at) {
      await this.#close(caller, 'banned');
      throw new ChatError('banned', 'You are banned.');
    }
    if (state.mutedUntil > at) {
      throw new ChatError('muted', 'You are muted for now.', { retryAfterMs: state.mutedUntil - at });
    }
    if (notBefore > at) throw tooFast(`${room} is in slow mode.`, notBefore - at);
  }

  /** Never fails: the request is rejected whether the gateway can be reached or not. */
  async #close({ connectionId, identity }: Caller, reason: ByeReason): Promise<void> {
    const { closeConnections, logger } = this.#dependencies;
    logger.warn('connection closed', { reason, connectionId, userId: identity.userId });
    await closeConnections.execute([connectionId], reason, identity.userId).catch((error: unknown) => {
      logger.error('connection not closed', error, { reason, connectionId });
    });
  }
}

function tooFast(message: string, retryAfterMs: number): ChatError {
  return new ChatError('rate_limited', message, { retryAfterMs });
}

/**
 * Rejects mutes and slow mode when flood control, whose write enforces them, is off.
 * @throws ChatError `forbidden`
 */
export function requireFloodControl(flood: FloodControl | undefined): void {
  if (flood !== undefined) return;
  throw new ChatError(
    'forbidden',
    'Flood control is off on this server, so mutes and slow mode would not hold.',
  );
}

/** What {@link floodControlOf} takes. */
export type FloodControlPorts = Pick<
  ChatPorts,
  'connections' | 'gateway' | 'clock' | 'logger' | 'moderation' | 'settings'
>;

/** The {@link FloodControl} of a chat; `undefined` where it is off. */
export const floodControlOf = perPorts((ports: FloodControlPorts) => {
  const { moderation, settings } = ports;
  if (moderation === undefined || settings?.flood === undefined) return undefined;
  return new FloodControl({
    ...ports,
    ...moderation,
    policy: policyOf(ports),
    closeConnections: closeConnectionsOf(ports),
    flood: settings.flood,
  });
});
