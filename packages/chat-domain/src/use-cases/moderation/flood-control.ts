import type { AccessPolicy } from '../../model/access/access-policy.js';
import { ChatError } from '../../model/chat-error.js';
import { floodLimits, paceOf, type FloodLimits } from '../../model/moderation/flood-limits.js';
import { LOBBY } from '../../model/room-name.js';
import type { ByeReason } from '../../model/server-event.js';
import type { Clock } from '../../ports/clock.js';
import type { Logger } from '../../ports/logger.js';
import type { RoomRulesRepository } from '../../ports/moderation/room-rules-repository.js';
import type { StandingRepository } from '../../ports/moderation/standing-repository.js';
import type { Caller } from '../caller.js';
import type { Dismiss } from '../dismiss.js';
import { RulesMemory } from './rules-memory.js';

/** What {@link FloodControl} needs. */
export interface FloodControlDependencies {
  readonly standings: Pick<StandingRepository, 'note'>;
  readonly rules: Pick<RoomRulesRepository, 'find'>;
  readonly policy: AccessPolicy;
  readonly dismiss: Dismiss;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly flood: FloodLimits;
}

/**
 * Lets through what a user sends, or not: their pace, a mute, a ban that found their connection open, and slow mode, all
 * by the one write that notes the attempt. Whoever goes on after many refusals is shown out.
 */
export class FloodControl {
  private readonly limits: FloodLimits;
  private readonly memory: RulesMemory;

  constructor(private readonly dependencies: FloodControlDependencies) {
    this.limits = floodLimits(dependencies.flood);
    this.memory = new RulesMemory(dependencies);
  }

  /**
   * @param room - where it is said; `null` for what is no message and knows no slow mode
   * @throws ChatError `rate_limited` and `muted` (with `retryAfterMs`), `banned`
   */
  async execute(caller: Caller, room: string | null): Promise<void> {
    const { standings, policy, clock } = this.dependencies;
    const { userId } = caller.identity;
    const slowMode = room === null ? 0 : await this.memory.slowMode(room);
    const at = clock.now();
    const attempt = { userId, room: room ?? LOBBY, at, window: this.limits.window, slowMode };
    const { standing, attempts, notBefore } = await standings.note(attempt);
    const pace = paceOf(attempts, at, this.limits);
    if (pace.verdict === 'flooding') await this.showOut(caller, 'flooding');
    if (pace.verdict !== 'calm') throw tooFast('Too many messages; wait a moment.', pace.retryAfterMs);
    if (policy.access(caller.identity, 'escapeSanctions', LOBBY) === 'granted') return;
    if (standing.bannedUntil > at) {
      await this.showOut(caller, 'banned');
      throw new ChatError('banned', 'You are banned.');
    }
    if (standing.mutedUntil > at) {
      throw new ChatError('muted', 'You are muted for now.', { retryAfterMs: standing.mutedUntil - at });
    }
    if (notBefore > at) throw tooFast(`${room} is in slow mode.`, notBefore - at);
  }

  /** The refusal stands, whether the gateway can be reached or not. */
  private async showOut({ connectionId, identity }: Caller, reason: ByeReason): Promise<void> {
    const { dismiss, logger } = this.dependencies;
    logger.warn('shown out', { reason, connectionId, userId: identity.userId });
    await dismiss.execute([connectionId], reason).catch((error: unknown) => {
      logger.error('showing out failed', error, { reason, connectionId });
    });
  }
}

function tooFast(message: string, retryAfterMs: number): ChatError {
  return new ChatError('rate_limited', message, { retryAfterMs });
}

/**
 * Refuses what would not hold, because flood control, whose write it rides on, is off.
 * @throws ChatError `forbidden`
 */
export function requireFloodControl(flood: FloodControl | undefined): void {
  if (flood !== undefined) return;
  throw new ChatError(
    'forbidden',
    'Flood control is off on this server, so mutes and slow mode would not hold.',
  );
}
