import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';

import { algorithmsOf, checkAlgorithms, type JwtAlgorithm } from './algorithms.js';
import { JwtSettingsError } from './jwt-settings-error.js';
import type { KeySource, VerificationKey } from './key-source.js';

/** The shortest secret that is no weaker than the hash, in bytes (RFC 7518, 3.2, for HS256). */
const STRONG_SECRET_BYTES = 32;
const PEM = /-----BEGIN /;

/** Whether a secret has fewer than 32 bytes, and may be found by brute force. */
export function isWeakSecret(secret: string): boolean {
  return Buffer.byteLength(secret) < STRONG_SECRET_BYTES;
}

/**
 * A shared secret as a key.
 * @throws JwtSettingsError for an empty one, and for a public key in its stead: anyone who knows it could sign
 */
export function secretKey(secret: string): KeyObject {
  if (secret === '') throw new JwtSettingsError('secret', 'is empty');
  if (PEM.test(secret)) throw new JwtSettingsError('secret', 'is a PEM key; set it as the public key');
  return createSecretKey(secret, 'utf8');
}

/**
 * A public key, or that of a certificate.
 * @throws JwtSettingsError for anything else, a private key included, and for a weak or unsupported one
 */
export function publicKey(pem: string): KeyObject {
  if (pem.includes('PRIVATE KEY')) throw new JwtSettingsError('publicKey', 'is a private key');
  const key = parse(pem);
  if (algorithmsOf(key).length === 0) {
    throw new JwtSettingsError('publicKey', 'is neither RSA of 2048 bits or more nor EC on P-256 or P-384');
  }
  return key;
}

function parse(pem: string): KeyObject {
  try {
    return createPublicKey(pem);
  } catch {
    throw new JwtSettingsError('publicKey', 'is not a public key in PEM');
  }
}

/** One key for every token, whatever its header says. */
export class FixedKey implements KeySource {
  readonly #found: Promise<VerificationKey>;

  /** @throws JwtSettingsError for an algorithm that does not fit the key */
  constructor(key: KeyObject, algorithms: readonly JwtAlgorithm[] | undefined) {
    const possible = algorithmsOf(key);
    checkAlgorithms(algorithms, possible);
    this.#found = Promise.resolve({ key, algorithms: algorithms ?? possible.slice(0, 1) });
  }

  find(): Promise<VerificationKey> {
    return this.#found;
  }
}
