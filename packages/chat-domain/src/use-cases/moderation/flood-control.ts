import type { AccessPolicy } from '../../model/access/access-policy.js';
import { ChatError } from '../../model/chat-error.js';
import { floodLimits, rateVerdict, type FloodLimits } from '../../model/moderation/flood-limits.js';
import { minuteVerdict, type MinuteCounts } from '../../model/moderation/frame-limits.js';
import { LOBBY } from '../../model/room-name.js';
import type { Clock } from '../../ports/clock.js';
import type { Logger } from '../../ports/logger.js';
import type {
  Attempt,
  ModerationStateRepository,
} from '../../ports/moderation/moderation-state-repository.js';
import type { Caller } from '../caller.js';
import { closeConnectionsOf, type CloseConnections } from '../close-connections.js';
import { endFloodOf, type EndFlood } from './end-flood.js';
import { rulesMemoryOf, type RulesMemory } from './rules-memory.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import { perPorts } from '../per-ports.js';
import { policyOf } from '../policy-of.js';

const NO_RULES = { slowMode: 0, members: 0 };
const ALLOWED = Promise.resolve();

/** What {@link FloodControl} needs. */
export interface FloodControlDependencies {
  readonly moderationStates: Pick<ModerationStateRepository, 'recordAttempt'>;
  readonly memory: RulesMemory;
  readonly policy: AccessPolicy;
  readonly closeConnections: CloseConnections;
  readonly endFlood: EndFlood;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly flood: FloodLimits;
}

/**
 * Allows or rejects what a user sends: by their rate, a mute, a ban that missed an open connection, and slow mode, all
 * with the one write that records the attempt. At the hard limit, the connection is closed, and none is admitted for a
 * minute.
 */
export class FloodControl {
  readonly #limits: FloodLimits;

  readonly #dependencies: FloodControlDependencies;

  constructor(dependencies: FloodControlDependencies) {
    this.#dependencies = dependencies;

    this.#limits = floodLimits(dependencies.flood);
  }

  /**
   * @param room - the room of the message; `null` for other requests, which have no slow mode
   * @param permitted - whether the request is allowed otherwise: the attempt is counted meanwhile, as a refused one counts
   * too; but where slow mode or posts are noted, which are of accepted messages only, after that
   * @throws ChatError `rate_limited` and `muted` (with `retryAfterMs`), `banned`; what `permitted` rejects with counts more
   */
  async execute(caller: Caller, room: string | null, permitted: Promise<void> = ALLOWED): Promise<void> {
    const { policy } = this.#dependencies;
    const counting = this.#countIn(room, caller, permitted);
    // Both, before an error is reported: nothing runs on after the response.
    await Promise.allSettled([permitted, counting]);
    await permitted;
    const { at, state, notBefore } = await counting;
    if (policy.access(caller.identity, 'sanctionExempt', LOBBY) === 'granted') return;
    if (state.bannedUntil > at) {
      await this.#close(caller, state.bannedUntil);
      throw new ChatError('banned', 'You are banned.');
    }
    if (state.mutedUntil > at) {
      throw new ChatError('muted', 'You are muted for now.', { retryAfterMs: state.mutedUntil - at });
    }
    if (notBefore > at) throw tooFast(`${room} is in slow mode.`, notBefore - at);
  }

  /**
   * Counts as a message what is none and costs as much, for a muted user as well.
   * @throws ChatError `rate_limited`, with `retryAfterMs`
   */
  async count(caller: Caller): Promise<void> {
    await this.#count(caller, { room: LOBBY, slowMode: 0, posts: 0 });
  }

  async #countIn(room: string | null, caller: Caller, permitted: Promise<void>) {
    const { memory } = this.#dependencies;
    const { slowMode, members } = room === null ? NO_RULES : await memory.of(room);
    if (slowMode > 0 || members > 0) await permitted;
    return this.#count(caller, { room: room ?? LOBBY, slowMode, posts: members });
  }

  async #count(caller: Caller, what: Pick<Attempt, 'room' | 'slowMode'> & { readonly posts: number }) {
    const { moderationStates, clock, endFlood } = this.#dependencies;
    const { userId } = caller.identity;
    const at = clock.now();
    const recorded = await moderationStates.recordAttempt({
      userId,
      at,
      window: this.#limits.window,
      ...what,
    });
    const rate = rateVerdict(recorded.attempts, at, this.#limits);
    if (rate.verdict === 'flooding') await endFlood.execute(caller, 'caller');
    if (rate.verdict !== 'allowed') throw tooFast('Too many messages; wait a moment.', rate.retryAfterMs);
    if (what.posts > 0) this.#requirePosts(recorded.posts, what.posts, at);
    return { ...recorded, at };
  }

  /** By the posts before this message: the first one to a room is allowed, however large that is. */
  #requirePosts([current, previous]: MinuteCounts, own: number, at: number): void {
    const { posts } = this.#limits;
    if (posts === undefined) return;
    const rate = minuteVerdict([current - own, previous], at, { frames: posts, hardLimit: Infinity });
    if (rate.verdict === 'allowed') return;
    throw tooFast('Too many messages to large rooms; wait a moment.', rate.retryAfterMs);
  }

  /** Never fails: the request is rejected whether the gateway can be reached or not. */
  async #close({ connectionId, identity }: Caller, until: number): Promise<void> {
    const { closeConnections, logger } = this.#dependencies;
    const fields = { reason: 'banned', connectionId };
    logger.warn('connection closed', { ...fields, userId: identity.userId });
    const closed = closeConnections.execute([connectionId], 'banned', identity.userId, until);
    await closed.catch((error: unknown) => {
      logger.error('connection not closed', error, fields);
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
export function requireFloodControl(flood: FloodControl | undefined): asserts flood is FloodControl {
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
  const endFlood = endFloodOf(ports);
  const memory = rulesMemoryOf(ports);
  if (moderation === undefined || memory === undefined || endFlood === undefined) return undefined;
  if (settings?.flood === undefined) return undefined;
  return new FloodControl({
    ...ports,
    ...moderation,
    policy: policyOf(ports),
    closeConnections: closeConnectionsOf(ports),
    endFlood,
    memory,
    flood: settings.flood,
  });
});
