import { createPublicKey } from 'node:crypto';

import { ChatError, type Clock, type Logger } from '@serverless-ws/chat-domain';
import type { SigningKey } from 'jwks-rsa';

import { algorithmsOf, type JwtAlgorithm } from './algorithms.js';
import type { KeySource, VerificationKey } from './key-source.js';
import { Refresher } from './refresher.js';
import type { TokenHeader } from './token-header.js';

const SECOND = 1_000;
/** How long keys are used before they are requested again. */
const FRESH = 600 * SECOND;
/** How long a `kid` that an answer lacked is rejected without another request. */
const ABSENT = 30 * SECOND;
/** How many absent `kid`s are remembered; more are looked up again. */
const ABSENT_IDS = 1_000;
/** How long the last known good keys serve while the issuer does not respond. */
const LAST_KNOWN_GOOD = 86_400 * SECOND;
const TIMEOUT = 3 * SECOND;
const DEFAULT: readonly JwtAlgorithm[] = ['RS256', 'ES256'];

/** What {@link JwksKeys} needs. */
export interface JwksDependencies {
  readonly clock: Clock;
  readonly logger: Logger;
  /** When a request must end, in epoch milliseconds. Default: after 3 s. */
  readonly deadline?: (() => number) | undefined;
}

/** The keys that an issuer publishes: cached, requested at most every 5 s, and kept for a day while it is down. */
export class JwksKeys implements KeySource {
  readonly #url: string;
  readonly #algorithms: readonly JwtAlgorithm[];
  readonly #dependencies: JwksDependencies;
  readonly #refresher: Refresher;
  #keys: readonly SigningKey[] = [];
  #fetchedAt = Number.NEGATIVE_INFINITY;
  /** Until when each `kid` counts as absent. */
  readonly #absent = new Map<string | undefined, number>();

  /** @param algorithms - none of shared secrets */
  constructor(url: string, algorithms: readonly JwtAlgorithm[] | undefined, dependencies: JwksDependencies) {
    this.#url = url;
    this.#algorithms = algorithms ?? DEFAULT;
    this.#dependencies = dependencies;
    const failure = 'the key server does not respond';
    this.#refresher = new Refresher(() => this.#ask(), { ...dependencies, failure });
  }

  async find(header: TokenHeader): Promise<VerificationKey | null> {
    const { clock } = this.#dependencies;
    const fresh = clock.now() - this.#fetchedAt < FRESH;
    const known = this.#match(header);
    if (fresh && known !== undefined) return this.#verificationKey(known);
    if (fresh && clock.now() < (this.#absent.get(header.kid) ?? 0)) return null;
    const answered = await this.#refresher.refresh();
    const key = this.#match(header);
    if (key !== undefined && clock.now() - this.#fetchedAt < LAST_KNOWN_GOOD) {
      return this.#verificationKey(key);
    }
    // Only an answer can say that there is no such key.
    if (!answered) throw new ChatError('unavailable', 'The key cannot be looked up now.');
    this.#remember(header.kid);
    return null;
  }

  #remember(absent: string | undefined): void {
    if (this.#absent.size >= ABSENT_IDS) this.#absent.clear();
    this.#absent.set(absent, this.#dependencies.clock.now() + ABSENT);
  }

  /** A token without `kid` is accepted only where there is exactly one key. */
  #match({ kid }: TokenHeader): SigningKey | undefined {
    if (kid === undefined) return this.#keys.length === 1 ? this.#keys[0] : undefined;
    return this.#keys.find((key) => key.kid === kid);
  }

  #verificationKey(signing: SigningKey): VerificationKey {
    const key = createPublicKey(signing.getPublicKey());
    const declared: string | undefined = signing.alg;
    const algorithms = algorithmsOf(key).filter(
      (algorithm) =>
        this.#algorithms.includes(algorithm) && (declared === undefined || declared === algorithm),
    );
    return { key, algorithms };
  }

  async #ask(): Promise<void> {
    const { clock, deadline = () => Infinity } = this.#dependencies;
    const left = Math.floor(deadline() - clock.now());
    if (left <= 0) throw new Error('there is no time left to ask it');
    this.#keys = await fetchKeys(this.#url, Math.min(TIMEOUT, left));
    this.#fetchedAt = clock.now();
  }
}

/** The library is loaded only here, so that a secret or a PEM key does not cost its loading time. */
async function fetchKeys(url: string, within: number): Promise<readonly SigningKey[]> {
  const { default: jwksClient } = await import('jwks-rsa');
  const fetcher = async (): Promise<{ keys: unknown }> => {
    const response = await request(url, within);
    if (!response.ok) throw new Error(`status ${response.status}`);
    return keySet(await response.json());
  };
  return jwksClient({ jwksUri: url, cache: false, fetcher }).getSigningKeys();
}

/** Once more where the connection broke: one that was kept alive may have been closed by the issuer meanwhile. */
async function request(url: string, within: number): Promise<Response> {
  const signal = AbortSignal.timeout(within);
  const options: RequestInit = { redirect: 'error', signal };
  try {
    return await fetch(url, options);
  } catch (error) {
    if (signal.aborted) throw error;
    return fetch(url, options);
  }
}

function keySet(body: unknown): { keys: unknown } {
  if (typeof body !== 'object' || body === null || !('keys' in body) || !Array.isArray(body.keys)) {
    throw new Error('the response is not a JSON Web Key Set');
  }
  return { keys: body.keys };
}
