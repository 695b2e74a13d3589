import { randomBytes } from 'node:crypto';

import { beforeEach, describe, expect, it } from '@jest/globals';

import { CLAIMS, NOW, recorder, token } from '../test/tokens.js';
import type { JwtSettings } from './jwt-settings.js';
import { JwtTokenVerifier } from './jwt-token-verifier.js';
import type { SecretVersions } from './secret-keys.js';

const newSecret = () => randomBytes(48).toString('base64');
const [FIRST, SECOND, THIRD] = [newSecret(), newSecret(), newSecret()];
const DAY = 86_400_000;

describe('a secret that rotates', () => {
  let now: number;
  let kept: SecretVersions | null;
  let reads: number;
  let logger: ReturnType<typeof recorder>;

  beforeEach(() => {
    now = NOW * 1_000;
    kept = { current: FIRST };
    reads = 0;
    logger = recorder();
  });

  function verifier(settings: Partial<JwtSettings> = {}, deadline?: () => number) {
    const secrets = async (within: number): Promise<SecretVersions> => {
      reads += 1;
      if (kept === null || within <= 0) throw new Error('no answer');
      return kept;
    };
    return new JwtTokenVerifier({ secrets, ...settings }, { clock: { now: () => now }, logger, deadline });
  }

  const claims = () => ({ ...CLAIMS, iat: now / 1_000 - 60, exp: now / 1_000 + 3_600 });
  /** The codes of tokens that are signed with these secrets. */
  const codes = (verifying: JwtTokenVerifier, ...secrets: readonly string[]) =>
    Promise.all(
      secrets.map((secret) =>
        verifying.verify(token(claims(), secret)).then(
          () => 'accepted',
          (error: { readonly code: string }) => error.code,
        ),
      ),
    );

  it('is read once, ahead of the first token, and again after ten minutes', async () => {
    const verifying = verifier();
    await verifying.prepare();
    expect(reads).toBe(1);
    expect(await codes(verifying, FIRST, FIRST)).toEqual(['accepted', 'accepted']);
    now += 599_999;
    expect(await codes(verifying, FIRST)).toEqual(['accepted']);
    expect(reads).toBe(1);
    now += 1;
    expect(await codes(verifying, FIRST)).toEqual(['accepted']);
    expect(reads).toBe(2);
  });

  it('cuts no user off: tokens of the new one count at once, those of the old one until the next rotation', async () => {
    const verifying = verifier();
    expect(await codes(verifying, FIRST)).toEqual(['accepted']);
    now += 6_000;
    kept = { current: SECOND, previous: FIRST };
    expect(await codes(verifying, SECOND)).toEqual(['accepted']);
    expect(await codes(verifying, FIRST, SECOND)).toEqual(['accepted', 'accepted']);
    now += 6_000;
    kept = { current: THIRD, previous: SECOND };
    expect(await codes(verifying, THIRD)).toEqual(['accepted']);
    expect(await codes(verifying, SECOND, THIRD, FIRST)).toEqual(['accepted', 'accepted', 'unauthorized']);
    expect(logger.lines).toEqual([]);
  });

  it('is read at most every five seconds, however many tokens are forged', async () => {
    const verifying = verifier();
    for (let second = 0; second < 20; second += 1) {
      expect(await codes(verifying, SECOND, THIRD)).toEqual(['unauthorized', 'unauthorized']);
      now += 1_000;
    }
    expect(reads).toBe(4);
  });

  it('is not read again for a token that is wrong in another way', async () => {
    const verifying = verifier();
    await verifying.prepare();
    now += 6_000;
    const expired = token({ ...CLAIMS, exp: now / 1_000 - 1 }, FIRST);
    await expect(verifying.verify(expired)).rejects.toMatchObject({ code: 'unauthorized' });
    expect(reads).toBe(1);
  });

  it('serves for a day while it cannot be read, and then nothing is verified', async () => {
    const verifying = verifier();
    await verifying.prepare();
    kept = null;
    now += DAY - 1;
    expect(await codes(verifying, FIRST)).toEqual(['accepted']);
    now += 1;
    expect(await codes(verifying, FIRST)).toEqual(['unavailable']);
    kept = { current: FIRST };
    now += 5_000;
    expect(await codes(verifying, FIRST)).toEqual(['accepted']);
    expect(logger.lines.length).toBeGreaterThan(0);
  });

  it('is unavailable, not wrong, where it could never be read, and is read later', async () => {
    kept = null;
    const verifying = verifier();
    await verifying.prepare();
    expect(await codes(verifying, FIRST)).toEqual(['unavailable']);
    kept = { current: FIRST };
    now += 5_000;
    expect(await codes(verifying, FIRST)).toEqual(['accepted']);
  });

  it('is given no more time than the request has', async () => {
    const verifying = verifier({}, () => now);
    expect(await codes(verifying, FIRST)).toEqual(['unavailable']);
  });

  it('is not taken where it is weak and a strong one is demanded, and no line says what it is', async () => {
    kept = { current: 'x'.repeat(64) };
    expect(await codes(verifier({ requireStrongSecret: true }), 'x'.repeat(64))).toEqual(['unavailable']);
    expect(logger.lines.join()).toContain('is repetitive');
    expect(logger.lines.join()).not.toContain('xxxx');
    expect(await codes(verifier(), 'x'.repeat(64))).toEqual(['accepted']);
  });

  it('is no public key, and verifies no RS256', async () => {
    expect(() => verifier({ algorithms: ['RS256'] })).toThrow('algorithms holds RS256');
    kept = { current: '-----BEGIN PUBLIC KEY-----' };
    expect(await codes(verifier(), FIRST)).toEqual(['unavailable']);
  });
});
