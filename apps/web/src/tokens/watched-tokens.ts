import { tokenClaims } from '@serverless-ws/chat-client';

/** Tokens on their way to the client, and whether the last one has expired. */
export interface WatchedTokens {
  readonly getToken: () => Promise<string>;
  /** By the clock of this machine; `false` where the token does not say. */
  readonly isExpired: () => boolean;
}

/** Passes tokens on, and remembers when the last one ends: the browser does not say why a handshake failed. */
export function watchedTokens(getToken: () => Promise<string>): WatchedTokens {
  let expiresAt = Infinity;
  return {
    async getToken() {
      const token = await getToken();
      expiresAt = tokenClaims(token).expiresAt ?? Infinity;
      return token;
    },
    isExpired: () => expiresAt <= Date.now(),
  };
}
