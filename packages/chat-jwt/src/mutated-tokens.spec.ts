import { describe, expect, it } from '@jest/globals';
import { ChatError } from '@serverless-ws/chat-domain';
import fc from 'fast-check';

import { p256, rsa } from '../test/key-pairs.js';
import { CLAIMS, clock, forged, NOW, recorder, SECRET, token } from '../test/tokens.js';
import type { JwtSettings } from './jwt-settings.js';
import { JwtTokenVerifier } from './jwt-token-verifier.js';

/** Any code point; `unit: 'binary'` chooses from the same, and takes seconds to be made. */
const codePoint = fc.nat(0x10_f7ff).map((nth) => String.fromCodePoint(nth < 0xd800 ? nth : nth + 0x800));

const verifierOf = (settings: JwtSettings) => new JwtTokenVerifier(settings, { clock, logger: recorder() });

/** The result for a token: an identity, or the code of its rejection. Any other failure is rethrown. */
async function outcome(verifier: JwtTokenVerifier, text: string) {
  return verifier.verify(text).catch((error: unknown) => {
    if (error instanceof ChatError) return error.code;
    throw error;
  });
}

describe.each<[string, JwtSettings, string]>([
  ['HS256', { secret: SECRET }, token(CLAIMS)],
  ['RS256', { publicKey: rsa.publicKey }, token(CLAIMS, rsa.privateKey, { algorithm: 'RS256' })],
  ['ES256', { publicKey: p256.publicKey }, token(CLAIMS, p256.privateKey, { algorithm: 'ES256' })],
])('a token by %s', (_, settings, honest) => {
  const verifier = verifierOf(settings);
  const offset = fc.nat(honest.length - 1);
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 3 }),
    fc.constantFrom('.', '=', '_', '-', '+', '/', ' ', '\n', '\0', 'A'),
  );

  it('is valid as it is, and with nothing changed, left out or put in anywhere', async () => {
    const change = fc.tuple(offset, fc.nat(3), piece).map(([at, length, put]) => {
      return honest.slice(0, at) + put + honest.slice(at + length);
    });
    const property = fc.asyncProperty(change, async (text) => {
      const expected = text === honest ? expect.objectContaining({ userId: '123' }) : 'unauthorized';
      expect(await outcome(verifier, text)).toEqual(expected);
    });
    await fc.assert(property, { numRuns: 500 });
  });

  it('is not valid with its parts in another order, or some twice', async () => {
    const parts = honest.split('.');
    const order = fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 5 });
    const property = fc.asyncProperty(order, async (some) => {
      const text = some.join('.');
      if (text !== honest) expect(await outcome(verifier, text)).toBe('unauthorized');
    });
    await fc.assert(property, { numRuns: 200 });
  });
});

describe('well signed claims, whatever they are', () => {
  const verifier = verifierOf({ secret: SECRET });
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.string({ unit: codePoint }),
    fc.constantFrom(
      '123',
      'admin',
      NOW,
      NOW + 60,
      -1,
      0,
      1e21,
      Number.MAX_VALUE,
      ['admin'],
      ['room:tea'],
      '',
    ),
  );
  const name = fc.constantFrom(
    'sub',
    'name',
    'roles',
    'exp',
    'nbf',
    'iat',
    'iss',
    '__proto__',
    'constructor',
  );
  const claims = fc.oneof(
    { weight: 4, arbitrary: fc.dictionary(name, odd).map((some) => ({ sub: '123', ...some })) },
    fc.jsonValue(),
  );

  it('yield an identity that can be used everywhere, or are rejected', async () => {
    const property = fc.asyncProperty(claims, async (some) => {
      const identity = await outcome(verifier, forged({ alg: 'HS256' }, some));
      if (typeof identity === 'string') return expect(identity).toBe('unauthorized');
      const { userId, roles, expiresAt } = identity;
      expect(userId).toMatch(/^\S(?:[^\p{Cc}\p{Cf}]{0,126}\S)?$/u);
      expect(identity.name).toMatch(/^[^\p{Cc}\u202a-\u202e]{1,128}$/u);
      expect(Array.isArray(roles) && roles.every((role) => typeof role === 'string')).toBe(true);
      expect(expiresAt === null || expiresAt > clock.now()).toBe(true);
      expect(Buffer.from(userId + identity.name + roles.join(''), 'utf8').toString('utf8')).toBe(
        userId + identity.name + roles.join(''),
      );
    });
    await fc.assert(property, { numRuns: 500 });
  });
});
