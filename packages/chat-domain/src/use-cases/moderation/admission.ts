import type { AccessPolicy } from '../../model/access/access-policy.js';
import { ChatError } from '../../model/chat-error.js';
import type { Identity } from '../../model/identity.js';
import { LOBBY } from '../../model/room-name.js';
import type { Clock } from '../../ports/clock.js';
import type { ConnectionRepository } from '../../ports/connection-repository.js';
import type { ModerationStateRepository } from '../../ports/moderation/moderation-state-repository.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import { perPorts } from '../per-ports.js';
import { policyOf } from '../policy-of.js';

/** What {@link Admission} needs. */
export interface AdmissionDependencies {
  readonly moderationStates: Pick<ModerationStateRepository, 'find'>;
  readonly connections: Pick<ConnectionRepository, 'connectionsOf'>;
  readonly policy: AccessPolicy;
  readonly clock: Clock;
  /** Connections that one user may hold; any number when absent, and then nothing is counted. */
  readonly connectionsPerUser?: number | undefined;
}

/** Whether a user may connect: not while banned, nor right after a flood, nor with more connections than one may hold. */
export class Admission {
  readonly #dependencies: AdmissionDependencies;

  constructor(dependencies: AdmissionDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * @param coming - the number of connections about to be added
   * @throws ChatError `banned`, `rate_limited`, `too_many_connections`
   */
  async execute(identity: Identity, coming: number): Promise<void> {
    await Promise.all([this.#requireNoSanction(identity), this.#requireRoom(identity.userId, coming)]);
  }

  async #requireNoSanction(identity: Identity): Promise<void> {
    const { moderationStates, policy, clock } = this.#dependencies;
    if (policy.access(identity, 'sanctionExempt', LOBBY) === 'granted') return;
    const state = await moderationStates.find(identity.userId);
    if (state === null) return;
    const now = clock.now();
    if (state.bannedUntil > now) throw new ChatError('banned', 'You are banned.');
    if (state.pausedUntil > now) {
      const retryAfterMs = state.pausedUntil - now;
      throw new ChatError('rate_limited', 'Too many frames; connect again later.', { retryAfterMs });
    }
  }

  async #requireRoom(userId: string, coming: number): Promise<void> {
    const { connections, connectionsPerUser } = this.#dependencies;
    if (connectionsPerUser === undefined) return;
    if ((await connections.connectionsOf(userId)).length + coming > connectionsPerUser) {
      throw new ChatError('too_many_connections', `A user holds ${connectionsPerUser} connections at most.`);
    }
  }
}

/** What {@link admissionOf} takes. */
export type AdmissionPorts = Pick<ChatPorts, 'connections' | 'clock' | 'moderation' | 'settings'>;

/** The {@link Admission} of a chat; `undefined` in one without moderation, where all may connect. */
export const admissionOf = perPorts(({ moderation, settings, ...ports }: AdmissionPorts) => {
  if (moderation === undefined) return undefined;
  return new Admission({
    ...ports,
    ...moderation,
    policy: policyOf({ settings }),
    connectionsPerUser: settings?.connectionsPerUser,
  });
});
