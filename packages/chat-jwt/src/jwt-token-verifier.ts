import type { KeyObject } from 'node:crypto';

import {
  ChatError,
  type Clock,
  type Identity,
  type Logger,
  type TokenVerifier,
} from '@serverless-ws/chat-domain';
import jwt from 'jsonwebtoken';

import { checkAlgorithms, PUBLISHED_ALGORITHMS, SHARED_ALGORITHMS } from './algorithms.js';
import { FixedKey, publicKey, secretKey, isShort, weaknessOf } from './fixed-key.js';
import { JwtSettingsError } from './jwt-settings-error.js';
import type { JwtSettings } from './jwt-settings.js';
import { keyServer } from './key-server.js';
import type { KeySource, VerificationKey } from './key-source.js';
import { LateKeys } from './late-keys.js';
import { identityOf } from './token-claims.js';
import { isRecord, tokenHeader } from './token-header.js';

const MAX_TOKEN_LENGTH = 8_192;
const MAX_TOLERANCE_SECONDS = 300;
/** By default a token may begin this much later than now, by our clock; it never ends later than it says. */
const BEGIN_TOLERANCE_SECONDS = 5;
/** The last second that an ECMAScript `Date` can represent. */
const LAST_SECOND = 8_640_000_000_000;

/** What {@link JwtTokenVerifier} needs. */
export interface JwtDependencies {
  readonly clock: Clock;
  /** Logs a weak secret, and a key server that does not respond. */
  readonly logger: Logger;
  /** When a request for keys must end, in epoch milliseconds, however little of its 3 s is over. Default: never before. */
  readonly deadline?: (() => number) | undefined;
}

/** The `TokenVerifier` of the domain on JSON Web Tokens: one configured key or key server, pinned algorithms. */
export class JwtTokenVerifier implements TokenVerifier {
  readonly #settings: JwtSettings;
  readonly #clock: Clock;
  readonly #keys: KeySource;
  readonly #tolerance: number;
  readonly #beginTolerance: number;

  /** @throws JwtSettingsError for settings that cannot work */
  constructor(settings: JwtSettings, dependencies: JwtDependencies) {
    this.#settings = settings;
    this.#clock = dependencies.clock;
    this.#tolerance = toleranceOf(settings);
    this.#beginTolerance = settings.clockToleranceSeconds ?? BEGIN_TOLERANCE_SECONDS;
    this.#keys = keySource(settings, dependencies);
  }

  /** Loads keys that are kept elsewhere ahead of the first token. Never rejects: where it fails, `verify` tries again. */
  async prepare(): Promise<void> {
    await this.#keys.prepare?.();
  }

  async verify(token: string): Promise<Identity> {
    const header =
      token.length > (this.#settings.maxTokenLength ?? MAX_TOKEN_LENGTH) ? null : tokenHeader(token);
    if (header === null) throw rejection('it is too long or malformed');
    const found = await this.#keys.find(header);
    if (found === null) throw rejection('no key has its key id');
    if (!found.algorithms.includes(header.alg)) throw rejection('its algorithm is not the configured one');
    const claims = await this.#signed(token, found);
    const expiresAt = this.#end(claims);
    const identity = identityOf(claims);
    if (typeof identity === 'string') throw rejection(`its ${identity} are not usable`);
    return { ...identity, expiresAt };
  }

  /** The claims; keys are looked up once more where the signature is by none of those that were found. */
  async #signed(token: string, found: VerificationKey): Promise<unknown> {
    try {
      return this.#signedByEither(token, found);
    } catch (error) {
      const newer = isWrongSignature(error) ? await this.#keys.renewed?.(found) : undefined;
      if (newer === undefined || newer === null) throw rejection(reason(error));
      return this.#signedByNewer(token, newer);
    }
  }

  #signedByNewer(token: string, newer: VerificationKey): unknown {
    try {
      return this.#signedByEither(token, newer);
    } catch (error) {
      throw rejection(reason(error));
    }
  }

  #signedByEither(token: string, found: VerificationKey): unknown {
    try {
      return this.#signedWith(found.key, token, found);
    } catch (error) {
      if (found.previous === undefined || !isWrongSignature(error)) throw error;
      return this.#signedWith(found.previous, token, found);
    }
  }

  #signedWith(key: KeyObject, token: string, { algorithms }: VerificationKey): unknown {
    const { issuer, audience } = this.#settings;
    return jwt.verify(token, key, {
      algorithms: [...algorithms],
      // The library takes 0 for "use the system's clock".
      clockTimestamp: Math.max(this.#clock.now() / 1_000, Number.MIN_VALUE),
      clockTolerance: this.#beginTolerance,
      ...(issuer !== undefined && { issuer }),
      ...(audience !== undefined && { audience }),
    });
  }

  /** When the token ends, in epoch milliseconds: by its `exp` or by its age, tolerance included. */
  #end(claims: unknown): number | null {
    const { exp, iat, nbf } = isRecord(claims) ? claims : {};
    const { maxAgeSeconds, requireExp = false } = this.#settings;
    if ([exp, iat, nbf].some((time) => time !== undefined && !isTime(time)))
      throw rejection('its times are no times');
    if (requireExp && exp === undefined) throw rejection('it never expires');
    const byAge = maxAgeSeconds === undefined ? undefined : this.#youngest(iat) + maxAgeSeconds;
    const ends = [exp, byAge].filter(isTime);
    if (ends.length === 0) return null;
    const end = Math.floor((Math.min(...ends) + this.#tolerance) * 1_000);
    if (end <= this.#clock.now()) throw rejection('it is expired');
    return end;
  }

  /** The `iat` that a limit of age requires; one in the future would extend the limit. */
  #youngest(iat: unknown): number {
    if (!isTime(iat)) throw rejection('it does not say how old it is');
    if (iat > this.#clock.now() / 1_000 + this.#beginTolerance) throw rejection('it is not valid yet');
    return iat;
  }
}

function keySource(settings: JwtSettings, dependencies: JwtDependencies): KeySource {
  const { algorithms, requireStrongSecret: strict } = settings;
  if ('jwksUrl' in settings) {
    checkAlgorithms(algorithms, PUBLISHED_ALGORITHMS);
    const url = keyServer(settings.jwksUrl);
    return new LateKeys(
      async () => new (await import('./jwks-keys.js')).JwksKeys(url, algorithms, dependencies),
    );
  }
  if ('secrets' in settings) {
    checkAlgorithms(algorithms, SHARED_ALGORITHMS);
    const demands = { algorithms, strict };
    return new LateKeys(
      async () => new (await import('./secret-keys.js')).SecretKeys(settings.secrets, demands, dependencies),
    );
  }
  if ('publicKey' in settings) return new FixedKey(publicKey(settings.publicKey), algorithms);
  const { secret, previousSecret: previous } = settings;
  const key = checkedSecret('secret', secret, strict, dependencies);
  if (previous === undefined) return new FixedKey(key, algorithms);
  return new FixedKey(key, algorithms, checkedSecret('previousSecret', previous, strict, dependencies));
}

function checkedSecret(
  setting: string,
  secret: string,
  strict: boolean | undefined,
  { logger }: JwtDependencies,
): KeyObject {
  const key = secretKey(secret, setting);
  const weakness = weaknessOf(secret);
  if (weakness === undefined) return key;
  if (strict === true) throw new JwtSettingsError(setting, weakness);
  // One for trials may be that of an example: only a short one is worth a line at every start.
  if (isShort(secret)) {
    logger.warn(`the JWT ${setting} ${weakness}: fit for trying out only`, { warning: 'weakSecret' });
  }
  return key;
}

function isWrongSignature(error: unknown): boolean {
  return error instanceof jwt.JsonWebTokenError && error.message === 'invalid signature';
}

function toleranceOf({ clockToleranceSeconds = 0 }: JwtSettings): number {
  if (!(clockToleranceSeconds >= 0 && clockToleranceSeconds <= MAX_TOLERANCE_SECONDS)) {
    throw new JwtSettingsError('clockToleranceSeconds', `is not from 0 to ${MAX_TOLERANCE_SECONDS}`);
  }
  return clockToleranceSeconds;
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= LAST_SECOND;
}

/** Drops the library's own messages and causes: some quote the token. */
function reason(error: unknown): string {
  if (error instanceof jwt.TokenExpiredError) return 'it is expired';
  if (error instanceof jwt.NotBeforeError) return 'it is not valid yet';
  if (!(error instanceof jwt.JsonWebTokenError)) return 'it is malformed';
  if (error.message.startsWith('jwt issuer')) return 'it is from another issuer';
  if (error.message.startsWith('jwt audience')) return 'it is for another audience';
  return error.message === 'invalid signature' ? 'its signature is wrong' : 'it is malformed';
}

function rejection(why: string): ChatError {
  return new ChatError('unauthorized', `The token is not valid: ${why}.`);
}
