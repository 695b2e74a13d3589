import type { KeyObject } from 'node:crypto';

import { JwtSettingsError } from './jwt-settings-error.js';

/** Every signature algorithm this package accepts; `none` is not among them, and no setting can add it. */
export const JWT_ALGORITHMS = [
  'HS256',
  'HS384',
  'HS512',
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'ES256',
  'ES384',
] as const;

/** One of {@link JWT_ALGORITHMS}. */
export type JwtAlgorithm = (typeof JWT_ALGORITHMS)[number];

/** Those of shared secrets. */
export const SHARED_ALGORITHMS: readonly JwtAlgorithm[] = JWT_ALGORITHMS.filter((name) =>
  name.startsWith('HS'),
);
/** Those of published keys: a public key must not serve as a secret to sign with. */
export const PUBLISHED_ALGORITHMS: readonly JwtAlgorithm[] = JWT_ALGORITHMS.filter(
  (name) => !name.startsWith('HS'),
);

/** Bits of an RSA key at least (NIST SP 800-131A). */
const RSA_BITS = 2_048;
const NONE: readonly JwtAlgorithm[] = [];
const OF_CURVE = new Map<string | undefined, readonly JwtAlgorithm[]>([
  ['prime256v1', ['ES256']],
  ['secp384r1', ['ES384']],
]);

/**
 * The algorithms that a key of this kind can verify, its default first; none for an unsupported key.
 * A secret never verifies RS256, and a public key never HS256: confusing the two allows forged tokens.
 */
export function algorithmsOf(key: KeyObject): readonly JwtAlgorithm[] {
  if (key.type === 'secret') return ['HS256', 'HS384', 'HS512'];
  if (key.type !== 'public' || (key.asymmetricKeyDetails?.modulusLength ?? RSA_BITS) < RSA_BITS) return NONE;
  if (key.asymmetricKeyType === 'rsa') return ['RS256', 'RS384', 'RS512', 'PS256'];
  if (key.asymmetricKeyType === 'rsa-pss') return ['PS256'];
  if (key.asymmetricKeyType === 'ec') return OF_CURVE.get(key.asymmetricKeyDetails?.namedCurve) ?? NONE;
  return NONE;
}

/** @throws JwtSettingsError for an empty list, and for an algorithm that is not among the possible ones */
export function checkAlgorithms(
  algorithms: readonly JwtAlgorithm[] | undefined,
  possible: readonly JwtAlgorithm[],
): void {
  if (algorithms?.length === 0) throw new JwtSettingsError('algorithms', 'is empty');
  const wrong = algorithms?.find((algorithm) => !possible.includes(algorithm));
  if (wrong !== undefined)
    throw new JwtSettingsError('algorithms', `holds ${wrong}, which the key is not for`);
}
