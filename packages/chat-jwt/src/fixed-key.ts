import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';

import { algorithmsOf, checkAlgorithms, type JwtAlgorithm } from './algorithms.js';
import { JwtSettingsError } from './jwt-settings-error.js';
import type { KeySource, VerificationKey } from './key-source.js';

/** The shortest secret that is no weaker than the hash, in bytes (RFC 7518, 3.2, for HS256). */
const STRONG_SECRET_BYTES = 32;
const PEM = /-----BEGIN /;

/** Random secrets have more: 32 hexadecimal digits have 14 on average. */
const DISTINCT = 8;
/** Words of published examples and of placeholders. */
const PLACEHOLDER =
  /secret|password|passwort|change.?me|example|default|development|letmein|qwerty|your.?key/i;
/** Words with something between them, each in one case. */
const WORDS = /^(?:[a-z]+|[A-Z]+|[A-Z][a-z]+)(?:[\s._,-]+(?:[a-z]+|[A-Z]+|[A-Z][a-z]+))+[\s\d.!?]*$/;

/** Whether a secret may be found by trying: too short, repetitive, a sequence, or made of words. */
export function isWeakSecret(secret: string): boolean {
  return weaknessOf(secret) !== undefined;
}

/** Why a secret may be found by trying, as the rest of a sentence that begins with it. */
export function weaknessOf(secret: string): string | undefined {
  if (isShort(secret)) return 'is under 32 bytes';
  if (PLACEHOLDER.test(secret)) return 'holds a word of published examples';
  if (WORDS.test(secret)) return 'is made of words';
  return isRegular(secret) ? 'is repetitive' : undefined;
}

/** Whether a secret has fewer bytes than a key of HS256 needs. */
export function isShort(secret: string): boolean {
  return Buffer.byteLength(secret) < STRONG_SECRET_BYTES;
}

function isRegular(secret: string): boolean {
  const codes = [...secret].map((character) => character.codePointAt(0) ?? 0);
  const steps = codes.filter((code, index) => Math.abs(code - (codes[index - 1] ?? code)) === 1).length;
  // The first half comes again.
  const repeats = secret.indexOf(secret.slice(0, Math.ceil(secret.length / 2)), 1) !== -1;
  return new Set(codes).size < DISTINCT || steps > codes.length / 2 || repeats;
}

/**
 * A shared secret as a key.
 * @throws JwtSettingsError for an empty one, and for a public key in its stead: anyone who knows it could sign
 */
export function secretKey(secret: string, setting = 'secret'): KeyObject {
  if (secret === '') throw new JwtSettingsError(setting, 'is empty');
  if (PEM.test(secret)) throw new JwtSettingsError(setting, 'is a PEM key; set it as the public key');
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
  constructor(key: KeyObject, algorithms: readonly JwtAlgorithm[] | undefined, previous?: KeyObject) {
    const possible = algorithmsOf(key);
    checkAlgorithms(algorithms, possible);
    this.#found = Promise.resolve({ key, algorithms: algorithms ?? possible.slice(0, 1), previous });
  }

  find(): Promise<VerificationKey> {
    return this.#found;
  }
}
