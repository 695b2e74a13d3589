import { describe, expect, it } from '@jest/globals';

import { p256, p384, rsa } from '../test/key-pairs.js';
import { CLAIMS, clock, forged, NOW, recorder, SECRET, token } from '../test/tokens.js';
import type { JwtAlgorithm } from './algorithms.js';
import type { JwtSettings } from './jwt-settings.js';
import { JwtTokenVerifier } from './jwt-token-verifier.js';

const verifier = (settings: JwtSettings, logger = recorder()): JwtTokenVerifier =>
  new JwtTokenVerifier(settings, { clock, logger });
const bySecret = verifier({ secret: SECRET });

describe('JwtTokenVerifier', () => {
  it.each<[JwtAlgorithm, string, JwtSettings]>([
    ['HS256', SECRET, { secret: SECRET }],
    ['HS384', SECRET, { secret: SECRET, algorithms: ['HS384'] }],
    ['HS512', SECRET, { secret: SECRET, algorithms: ['HS512', 'HS256'] }],
    ['RS256', rsa.privateKey, { publicKey: rsa.publicKey }],
    ['RS384', rsa.privateKey, { publicKey: rsa.publicKey, algorithms: ['RS384'] }],
    ['RS512', rsa.privateKey, { publicKey: rsa.publicKey, algorithms: ['RS512'] }],
    ['PS256', rsa.privateKey, { publicKey: rsa.publicKey, algorithms: ['PS256'] }],
    ['ES256', p256.privateKey, { publicKey: p256.publicKey }],
    ['ES384', p384.privateKey, { publicKey: p384.publicKey }],
  ])('takes %s', async (algorithm, key, settings) => {
    await expect(verifier(settings).verify(token(CLAIMS, key, { algorithm }))).resolves.toEqual({
      userId: '123',
      name: 'Dev User',
      roles: ['admin'],
      expiresAt: CLAIMS.exp * 1_000,
    });
  });

  it('accepts a token that never expires, as long as no setting requires an end', async () => {
    const text = token({ sub: '123' }, SECRET, { noTimestamp: true });
    await expect(bySecret.verify(text)).resolves.toEqual({
      userId: '123',
      name: '123',
      roles: [],
      expiresAt: null,
    });
  });

  it.each([undefined, 'JWT', 'jwt', 'at+jwt', 'application/at+jwt'])('accepts typ %s', async (typ) => {
    await expect(bySecret.verify(forged({ alg: 'HS256', typ }, CLAIMS))).resolves.toMatchObject({
      userId: '123',
    });
  });

  it('lets a clock be off by the tolerance, and adds it to the end of the identity', async () => {
    const tolerant = verifier({ secret: SECRET, clockToleranceSeconds: 5 });
    const identity = tolerant.verify(token({ ...CLAIMS, exp: NOW - 4, nbf: NOW + 5 }));
    await expect(identity).resolves.toMatchObject({ expiresAt: (NOW + 1) * 1_000 });
    await expect(tolerant.verify(token({ ...CLAIMS, exp: NOW - 5 }))).rejects.toMatchObject({
      code: 'unauthorized',
    });
    await expect(tolerant.verify(token({ ...CLAIMS, nbf: NOW + 6 }))).rejects.toMatchObject({
      code: 'unauthorized',
    });
  });

  it('expires a token by its age when that comes first', async () => {
    const aging = verifier({ secret: SECRET, maxAgeSeconds: 100 });
    await expect(aging.verify(token(CLAIMS))).resolves.toMatchObject({ expiresAt: (NOW + 40) * 1_000 });
    const eternal = token({ sub: '1', iat: NOW });
    await expect(aging.verify(eternal)).resolves.toMatchObject({ expiresAt: (NOW + 100) * 1_000 });
  });

  it('applies a configured maximum token length', async () => {
    const text = token(CLAIMS);
    const settings = { secret: SECRET, maxTokenLength: text.length };
    await expect(verifier(settings).verify(text)).resolves.toMatchObject({ userId: '123' });
    await expect(
      verifier({ ...settings, maxTokenLength: text.length - 1 }).verify(text),
    ).rejects.toMatchObject({
      code: 'unauthorized',
    });
  });

  it('gives the reason, without quoting the token', async () => {
    const expired = bySecret.verify(token({ ...CLAIMS, exp: NOW - 1 }));
    await expect(expired).rejects.toThrow('The token is not valid: it is expired.');
  });
});

describe('the name in a token', () => {
  it.each([
    ['absent', undefined, '123'],
    ['a number', 7, '123'],
    ['blank', ' \t ', '123'],
    ['half a character', '\ud800', '123'],
    ['with space around', '  Ada  Lovelace ', 'Ada Lovelace'],
    ['turned around and broken', 'Ada\u202e\nroot\u2066', 'Ada root'],
    ['of joined emoji', '👩‍💻 Ada', '👩‍💻 Ada'],
    ['decomposed', 'Zoe\u0308', 'Zoë'],
    ['with a filler of Hangul', 'Ada\u3164\u115fKing', 'Ada King'],
    ['of nothing that is seen', '\u3164\u2800\u200d\ufe0f', '123'],
    ['with hidden tags', 'Ada\u{e0072}\u{e006f}', 'Ada'],
    ['with spaces of other widths', '\u3000Ada\u00a0\u2003King\u2028', 'Ada King'],
    ['with a tower of accents', `A${'\u0335'.repeat(30)}da`, `A${'\u0335'.repeat(4)}da`],
    ['of a script that joins', 'می\u200cخواهم', 'می\u200cخواهم'],
    ['too long', 'n'.repeat(200), 'n'.repeat(128)],
    ['too long by half a character', `${'n'.repeat(127)}😀`, 'n'.repeat(127)],
  ])('%s', async (_, name, expected) => {
    await expect(bySecret.verify(token({ sub: '123', name }))).resolves.toMatchObject({ name: expected });
  });
});

describe('the roles in a token', () => {
  it('are each there once', async () => {
    const text = token({ sub: '123', roles: ['admin', 'moderator', 'admin'] });
    await expect(bySecret.verify(text)).resolves.toMatchObject({ roles: ['admin', 'moderator'] });
  });
});
