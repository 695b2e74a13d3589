import { randomBytes } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { CLAIMS, clock, NOW, recorder, SECRET, token } from '../test/tokens.js';
import type { JwtSettings } from './jwt-settings.js';
import { JwtTokenVerifier } from './jwt-token-verifier.js';

const OLD = randomBytes(48).toString('base64');
const verifier = (settings: JwtSettings): JwtTokenVerifier =>
  new JwtTokenVerifier(settings, { clock, logger: recorder() });

describe('a strong secret', () => {
  it.each([
    ['repeated characters', 'x'.repeat(64)],
    ['two characters', 'ab'.repeat(32)],
    ['a repeated block', 'kT9#vQ2m'.repeat(5)],
    ['a sequence', 'abcdefghijklmnopqrstuvwxyz0123456789'],
    ['words', 'correct horse battery staple and more'],
    ['a placeholder', 'my-super-password-0123-9876-4567-xyz'],
    ['the published one', 'development-only-secret-never-deploy-this-one'],
    ['31 bytes', randomBytes(40).toString('base64').slice(0, 31)],
  ])('is not %s', (_, weak) => {
    expect(() => verifier({ secret: weak, requireStrongSecret: true })).toThrow(/^secret (is|holds)/);
    expect(() => verifier({ secret: SECRET, previousSecret: weak, requireStrongSecret: true })).toThrow(
      /^previousSecret (is|holds)/,
    );
  });

  it.each(['hex', 'base64', 'base64url'] as const)('is 32 random bytes in %s', (encoding) => {
    for (let count = 0; count < 200; count += 1) {
      const secret = randomBytes(32).toString(encoding);
      expect(() => verifier({ secret, requireStrongSecret: true })).not.toThrow();
    }
  });
});

describe('a previous secret', () => {
  it('verifies beside the current one, and no third does', async () => {
    const keys = verifier({ secret: SECRET, previousSecret: OLD });
    await expect(keys.verify(token(CLAIMS))).resolves.toMatchObject({ userId: '123' });
    await expect(keys.verify(token(CLAIMS, OLD))).resolves.toMatchObject({ userId: '123' });
    await expect(keys.verify(token(CLAIMS, `${OLD}x`))).rejects.toMatchObject({ code: 'unauthorized' });
    const expired = token({ ...CLAIMS, exp: NOW }, OLD);
    await expect(keys.verify(expired)).rejects.toMatchObject({ code: 'unauthorized' });
  });
});

it('a token of an issuer whose clock is a little ahead is valid', async () => {
  const keys = verifier({ secret: SECRET });
  await expect(keys.verify(token({ ...CLAIMS, nbf: NOW + 5 }))).resolves.toMatchObject({ userId: '123' });
  await expect(keys.verify(token({ ...CLAIMS, nbf: NOW + 6 }))).rejects.toMatchObject({
    code: 'unauthorized',
  });
});
