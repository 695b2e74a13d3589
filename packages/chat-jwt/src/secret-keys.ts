import { ChatError, type Clock, type Logger } from '@serverless-ws/chat-domain';

import { algorithmsOf, type JwtAlgorithm } from './algorithms.js';
import { secretKey, weaknessOf } from './fixed-key.js';
import { JwtSettingsError } from './jwt-settings-error.js';
import type { KeySource, VerificationKey } from './key-source.js';
import { Refresher } from './refresher.js';

const SECOND = 1_000;
/** How long secrets are used before they are read again. */
const FRESH = 600 * SECOND;
/** How long the last known good secrets serve while they cannot be read. */
const LAST_KNOWN_GOOD = 86_400 * SECOND;
const TIMEOUT = 3 * SECOND;

/** The versions of a secret that rotates. */
export interface SecretVersions {
  readonly current: string;
  /** The one before it, whose tokens are accepted too; absent before the first rotation. */
  readonly previous?: string | undefined;
}

/**
 * Reads a secret where it is kept. Rejects where that cannot be done within so many milliseconds.
 * MUST NOT put a secret in an error.
 */
export type ReadSecrets = (within: number) => Promise<SecretVersions>;

/** What {@link SecretKeys} needs. */
export interface SecretDependencies {
  readonly clock: Clock;
  readonly logger: Logger;
  /** When a read must end, in epoch milliseconds. Default: after 3 s. */
  readonly deadline?: (() => number) | undefined;
}

/** What is asked of the secrets. */
export interface SecretDemands {
  /** Those of shared secrets only. */
  readonly algorithms?: readonly JwtAlgorithm[] | undefined;
  /** Whether secrets that may be found by trying are refused. */
  readonly strict?: boolean | undefined;
}

/**
 * A secret that is kept elsewhere and rotates: read once, again after ten minutes, and at most every 5 s when a signature
 * is by neither version, so that tokens of a new secret are accepted as soon as there is one. Those of the one before it
 * are accepted until the next rotation.
 */
export class SecretKeys implements KeySource {
  readonly #read: ReadSecrets;
  readonly #demands: SecretDemands;
  readonly #dependencies: SecretDependencies;
  readonly #refresher: Refresher;
  #found: VerificationKey | undefined;
  #versions: SecretVersions | undefined;
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(read: ReadSecrets, demands: SecretDemands, dependencies: SecretDependencies) {
    this.#read = read;
    this.#demands = demands;
    this.#dependencies = dependencies;
    const failure = 'the secret of tokens cannot be read';
    this.#refresher = new Refresher(() => this.#ask(), { ...dependencies, failure });
  }

  async find(): Promise<VerificationKey> {
    const age = () => this.#dependencies.clock.now() - this.#readAt;
    if (age() >= FRESH) await this.#refresher.refresh();
    if (this.#found !== undefined && age() < LAST_KNOWN_GOOD) return this.#found;
    throw new ChatError('unavailable', 'The key cannot be looked up now.');
  }

  async renewed(found: VerificationKey): Promise<VerificationKey | null> {
    await this.#refresher.refresh();
    return this.#found === undefined || this.#found === found ? null : this.#found;
  }

  async prepare(): Promise<void> {
    await this.#refresher.refresh();
  }

  async #ask(): Promise<void> {
    const { clock, deadline = () => Infinity } = this.#dependencies;
    const left = Math.max(0, Math.floor(deadline() - clock.now()));
    const versions = await this.#read(Math.min(TIMEOUT, left));
    const { current, previous } = versions;
    if (this.#versions?.current !== current || this.#versions.previous !== previous) {
      this.#found = this.#keyOf(versions);
      this.#versions = versions;
    }
    this.#readAt = clock.now();
  }

  #keyOf({ current, previous }: SecretVersions): VerificationKey {
    const key = this.#checked(current);
    const algorithms = this.#demands.algorithms ?? algorithmsOf(key).slice(0, 1);
    return { key, algorithms, previous: previous === undefined ? undefined : this.#checked(previous) };
  }

  #checked(secret: string) {
    const weakness = this.#demands.strict === true ? weaknessOf(secret) : undefined;
    if (weakness !== undefined) throw new JwtSettingsError('secrets', weakness);
    return secretKey(secret, 'secrets');
  }
}
