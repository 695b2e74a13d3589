import { ChatError } from '../model/chat-error.js';
import type { Identity } from '../model/identity.js';
import { isExpired } from '../model/identity.js';
import { isUserId } from '../model/user-id.js';
import type { Clock } from '../ports/clock.js';
import type { TokenVerifier } from '../ports/token-verifier.js';

/** Accepts the tokens that it issued itself, and no other. */
export class InMemoryTokenVerifier implements TokenVerifier {
  readonly #issued = new Map<string, Identity>();
  #reachable = true;

  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A token for an identity; what is left out is filled in. It is valid until the identity's `expiresAt`. */
  issue({
    userId,
    name = userId,
    roles = [],
    expiresAt = null,
  }: Partial<Identity> & { userId: string }): string {
    const token = `token-${this.#issued.size + 1}`;
    this.#issued.set(token, { userId, name, roles, expiresAt });
    return token;
  }

  /** Makes the source of keys unreachable, or reachable again. */
  setReachable(reachable: boolean): void {
    this.#reachable = reachable;
  }

  async verify(token: string): Promise<Identity> {
    if (!this.#reachable) throw new ChatError('unavailable', 'The keys cannot be reached.');
    const identity = this.#issued.get(token);
    const isKnown = identity !== undefined && isUserId(identity.userId);
    if (!isKnown || isExpired(identity, this.#clock.now())) {
      throw new ChatError('unauthorized', 'The token is not valid.');
    }
    return identity;
  }
}
