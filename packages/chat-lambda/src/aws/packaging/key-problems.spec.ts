import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';

import { keyProblems } from './key-problems.js';

const JWT_SECRET = 'q7Zr0cVtX2mB9sLk4HnE1yWuG8dJfA6p';
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const own = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const later = { Ref: 'Key' };

describe('what an authorizer would refuse of its key', () => {
  it.each([
    [{ JWT_PUBLIC_KEY: 'not a pem' }, 'JWT_PUBLIC_KEY is not a public key in PEM'],
    [{ JWT_PUBLIC_KEY: own }, 'JWT_PUBLIC_KEY is a private key'],
    [{ JWT_SECRET: pem }, 'JWT_SECRET is a PEM key; set it as the public key'],
    [{ JWT_JWKS_URL: 'http://issuer.example' }, 'JWT_JWKS_URL is not an https address'],
    [
      { JWT_SECRET, JWT_ALGORITHMS: 'none' },
      'JWT_ALGORITHMS takes HS256, HS384, HS512, RS256, RS384, RS512, PS256, ES256, ES384',
    ],
    [{ JWT_SECRET, JWT_ALGORITHMS: 'RS256' }, 'JWT_ALGORITHMS holds RS256, which the key is not for'],
    [
      { JWT_PUBLIC_KEY: pem, JWT_ALGORITHMS: 'HS256' },
      'JWT_ALGORITHMS holds HS256, which the key is not for',
    ],
    [{ JWT_SECRET: later, JWT_ALGORITHMS: 'RS256' }, 'JWT_ALGORITHMS holds RS256, which the key is not for'],
    [
      { JWT_SECRET, JWT_CLOCK_TOLERANCE_SECONDS: 'abc' },
      'JWT_CLOCK_TOLERANCE_SECONDS is not a whole number from 0 to 300',
    ],
    [
      { JWT_PUBLIC_KEY: later, JWT_MAX_AGE_SECONDS: '0' },
      'JWT_MAX_AGE_SECONDS is not a whole number from 1 to 31536000',
    ],
    [{ JWT_SECRET, JWT_REQUIRE_EXP: 'yes' }, 'JWT_REQUIRE_EXP is neither true nor false'],
  ])('is wrong of %j', (declared, line) => {
    expect(keyProblems(declared)).toEqual({ wrong: [line], undecided: [] });
  });

  it.each([
    [{ JWT_SECRET: '' }, 'JWT_SECRET is missing (or JWT_PUBLIC_KEY, or JWT_JWKS_URL, or JWT_SECRET_ARN)'],
    [
      { JWT_SECRET, JWT_PUBLIC_KEY: later },
      'JWT_PUBLIC_KEY is set beside JWT_SECRET: only one of them can count',
    ],
    [{ JWT_SECRET: 'short', JWT_REQUIRE_STRONG_SECRET: 'true' }, 'JWT_SECRET is under 32 bytes'],
    [
      { JWT_SECRET, JWT_PREVIOUS_SECRET: 'short', JWT_REQUIRE_STRONG_SECRET: true },
      'JWT_PREVIOUS_SECRET is under 32 bytes',
    ],
  ])('is undecided of %j', (declared, line) => {
    expect(keyProblems(declared)).toEqual({ wrong: [], undecided: [line] });
  });

  it('is wrong where other settings are, also without a key', () => {
    expect(keyProblems({ JWT_SECRET: '', JWT_REQUIRE_EXP: 'yes' })).toEqual({
      wrong: ['JWT_REQUIRE_EXP is neither true nor false'],
      undecided: ['JWT_SECRET is missing (or JWT_PUBLIC_KEY, or JWT_JWKS_URL, or JWT_SECRET_ARN)'],
    });
  });

  it.each([
    [{}],
    [{ OTHER: 'x' }],
    [{ JWT_SECRET: 'short' }],
    [{ JWT_SECRET: '{{resolve:ssm:/key}}', JWT_REQUIRE_STRONG_SECRET: 'true', JWT_ALGORITHMS: 'HS512' }],
    [{ JWT_PUBLIC_KEY: pem.replaceAll('\n', '\\n') }],
    [{ JWT_PUBLIC_KEY: later, JWT_ALGORITHMS: 'ES256' }],
    [{ JWT_JWKS_URL: { 'Fn::ImportValue': 'keys' }, JWT_ALGORITHMS: 'RS256' }],
  ])('is nothing of %j', (declared) => {
    expect(keyProblems(declared)).toEqual({ wrong: [], undecided: [] });
  });
});
