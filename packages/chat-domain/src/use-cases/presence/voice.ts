import type { AccessPolicy } from '../../model/access/access-policy.js';
import { ChatError } from '../../model/chat-error.js';
import type { Identity } from '../../model/identity.js';
import { LOBBY } from '../../model/room-name.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import type { Clock } from '../../ports/clock.js';
import type { ModerationStateRepository } from '../../ports/moderation/moderation-state-repository.js';
import { perPorts } from '../per-ports.js';
import { policyOf } from '../policy-of.js';

/** What {@link Voice} needs. */
export interface VoiceDependencies {
  readonly moderationStates: Pick<ModerationStateRepository, 'find'>;
  readonly policy: AccessPolicy;
  readonly clock: Clock;
}

/** Whether a user may be heard, by a read alone: for what is counted otherwise than messages are. */
export class Voice {
  readonly #dependencies: VoiceDependencies;

  constructor(dependencies: VoiceDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `muted`, with `retryAfterMs`; `banned` for a user whose connection a ban has missed */
  async require(identity: Identity): Promise<void> {
    const { moderationStates, policy, clock } = this.#dependencies;
    if (policy.access(identity, 'sanctionExempt', LOBBY) === 'granted') return;
    const state = await moderationStates.find(identity.userId);
    const now = clock.now();
    if (state === null) return;
    if (state.bannedUntil > now) throw new ChatError('banned', 'You are banned.');
    if (state.mutedUntil <= now) return;
    throw new ChatError('muted', 'You are muted for now.', { retryAfterMs: state.mutedUntil - now });
  }
}

/** The {@link Voice} of a chat; `undefined` where flood control, without which no user can be muted, is off. */
export const voiceOf = perPorts((ports: Pick<ChatPorts, 'clock' | 'moderation' | 'settings'>) => {
  const { moderation, settings } = ports;
  if (moderation === undefined || settings?.flood === undefined) return undefined;
  return new Voice({ ...ports, ...moderation, policy: policyOf(ports) });
});
