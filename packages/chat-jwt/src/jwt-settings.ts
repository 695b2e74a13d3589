import type { JwtAlgorithm } from './algorithms.js';
import type { ReadSecrets } from './secret-keys.js';

/** The key source for signatures. Exactly one of the four. */
export type JwtKeySettings =
  | {
      /** The shared secret of HS256/384/512; at least 32 bytes of UTF-8, random, or a `weakSecret` warning. */
      readonly secret: string;
      /** The secret before it, whose tokens are accepted too: set it while tokens signed with it are still in use. */
      readonly previousSecret?: string | undefined;
    }
  | {
      /** An RSA (2048 bits or more) or EC (P-256, P-384) public key, or a certificate, in PEM. */
      readonly publicKey: string;
    }
  | {
      /** Where the issuer publishes its keys: https, or http on loopback. */
      readonly jwksUrl: string;
    }
  | {
      /** Reads the shared secret, and the one before it, where they are kept and rotate. */
      readonly secrets: ReadSecrets;
    };

/** Which tokens are valid. */
export type JwtSettings = JwtKeySettings & {
  /**
   * The only algorithms accepted. Each must fit the kind of key. By default one: HS256 for a secret, RS256 for an RSA
   * key, PS256 for an RSA-PSS key, ES256 or ES384 for an EC key; RS256 and ES256 for a JWKS.
   */
  readonly algorithms?: readonly JwtAlgorithm[] | undefined;
  /** What `iss` must be; not checked when absent. */
  readonly issuer?: string | undefined;
  /** What `aud` must be or hold; not checked when absent. */
  readonly audience?: string | undefined;
  /** By how many seconds the issuer's clock may differ from ours: 0 to 300. By default 5 for a begin, 0 for an end. */
  readonly clockToleranceSeconds?: number | undefined;
  /** The longest token, in characters; 8,192 by default. */
  readonly maxTokenLength?: number | undefined;
  /** How many seconds after its `iat` a token ends at the latest; then `iat` is required. No limit by default. */
  readonly maxAgeSeconds?: number | undefined;
  /** Reject tokens that never expire. Off by default. */
  readonly requireExp?: boolean | undefined;
  /** Reject a secret that may be found by trying (short, repetitive, of words), instead of a warning. Off by default. */
  readonly requireStrongSecret?: boolean | undefined;
};
