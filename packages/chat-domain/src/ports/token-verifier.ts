import type { Identity } from '../model/identity.js';

/** Turns a token into the identity it proves. */
export interface TokenVerifier {
  /**
   * MUST throw `ChatError` `unauthorized` for every token that is not valid now: malformed, badly signed, signed
   * with another algorithm or key than configured, expired, not yet valid, for another issuer or audience, or
   * without a `sub` for which `isUserId` holds. MUST throw `ChatError` `unavailable` when validity cannot be checked (a key server that
   * does not respond). MUST NOT take an identity from data that the signature does not cover, and MUST NOT
   * put the token or a part of it in an error.
   *
   * @param token - as the client sent it, without a `Bearer` prefix
   */
  verify(token: string): Promise<Identity>;
}
