import type { AccessPolicy, Action } from '../model/access-policy.js';
import { ChatError } from '../model/chat-error.js';
import { isExpired, type Identity } from '../model/identity.js';
import type { Clock } from '../ports/clock.js';

/** What {@link Authorize} needs. */
export interface AuthorizeDependencies {
  readonly policy: AccessPolicy;
  readonly clock: Clock;
}

/**
 * Lets an action of a connected user through, or not: expiry and role are looked at again on every action, whatever
 * was allowed at connect. (The token itself is verified once, at connect, by the `TokenVerifier`.)
 */
export class Authorize {
  constructor(private readonly dependencies: AuthorizeDependencies) {}

  /** @throws ChatError `token_expired`, `forbidden` */
  execute(identity: Identity, action: Action, room: string): void {
    const { policy, clock } = this.dependencies;
    if (isExpired(identity, clock.now())) throw new ChatError('token_expired', 'The token has run out.');
    if (!policy.allows(identity, action, room)) {
      throw new ChatError('forbidden', `Your roles do not allow ${action} in ${room}.`);
    }
  }
}
