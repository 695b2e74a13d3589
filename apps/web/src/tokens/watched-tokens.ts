import { tokenClaims } from '@serverless-ws/chat-client';
import { rolesIn } from '../moderation/rights.js';

/** Tokens on their way to the client, and what the last one says. */
export interface WatchedTokens {
  readonly getToken: () => Promise<string>;
  /** Whether it has expired, by the clock of this machine; `false` where it does not say. */
  readonly isExpired: () => boolean;
  /** The roles in it; none before the first token. */
  readonly roles: readonly string[];
}

/** Passes tokens on, and remembers when the last one ends: the browser does not say why a handshake failed. */
export function watchedTokens(getToken: () => Promise<string>): WatchedTokens {
  let expiresAt = Infinity;
  let roles: readonly string[] = [];
  return {
    async getToken() {
      const token = await getToken();
      expiresAt = tokenClaims(token).expiresAt ?? Infinity;
      roles = rolesIn(token);
      return token;
    },
    isExpired: () => expiresAt <= Date.now(),
    get roles() {
      return roles;
    },
  };
}
