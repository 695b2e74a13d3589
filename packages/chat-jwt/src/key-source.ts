import type { KeyObject } from 'node:crypto';

import type { JwtAlgorithm } from './algorithms.js';
import type { TokenHeader } from './token-header.js';

/** A key and the only algorithms that it may verify. */
export interface VerificationKey {
  readonly key: KeyObject;
  /** The key before it, whose tokens are still accepted. */
  readonly previous?: KeyObject | undefined;
  readonly algorithms: readonly JwtAlgorithm[];
}

/** The source of a token's key. */
export interface KeySource {
  /**
   * The key for a token with this header, or `null` when there is none. Rejects with `ChatError` `unavailable` when
   * the keys cannot be loaded. MUST NOT follow anything that the header says about keys but `kid`.
   */
  find(header: TokenHeader): Promise<VerificationKey | null>;

  /**
   * Called where the key that was found has not made a signature: a newer one, or `null` where there is none, or none can
   * be had now. Absent where keys never change.
   */
  renewed?(found: VerificationKey): Promise<VerificationKey | null>;

  /** Loads the keys ahead of the first token; never rejects. Absent where there is nothing to load. */
  prepare?(): Promise<void>;
}
