import { createPublicKey, sign as cryptoSign } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import { ChatError } from '@serverless-ws/chat-domain';

import { p256, rsa, stranger } from '../test/key-pairs.js';
import { CLAIMS, clock, forged, NOW, part, recorder, SECRET, token } from '../test/tokens.js';
import type { JwtSettings } from './jwt-settings.js';
import { JwtTokenVerifier } from './jwt-token-verifier.js';

const HS = { alg: 'HS256', typ: 'JWT' };
const jwk = createPublicKey(stranger.publicKey).export({ format: 'jwk' });
const valid = token(CLAIMS);
const [head = '', body = '', signature = ''] = valid.split('.');
const byStranger = (header: object): string =>
  token(CLAIMS, stranger.privateKey, { algorithm: 'RS256', header: { alg: 'RS256', ...header } });
const claims = (change: object): string => forged(HS, { ...CLAIMS, ...change });
const header = (change: object): string => forged({ ...HS, ...change }, CLAIMS);
const none = (alg: string, tail = ''): string => `${part({ alg, typ: 'JWT' })}.${body}.${tail}`;
const swapped = (text: string): string => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);

/** A token whose signature has another last character, which differs only in bits that base64 does not use. */
function twin(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return text.slice(0, -1) + (alphabet[alphabet.indexOf(text.slice(-1)) + 1] ?? '');
}

/** Valid except for the signature's encoding: DER, as OpenSSL writes it. */
function derSigned(): string {
  const signed = `${part({ alg: 'ES256' })}.${body}`;
  return `${signed}.${cryptoSign('sha256', Buffer.from(signed), p256.privateKey).toString('base64url')}`;
}

const BY_SECRET: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['not a token', 'undefined'],
  ['one dot', `${head}.${body}`],
  ['five parts, as an encrypted token has', `${valid}.a.b`],
  ['a prefix left on', `Bearer ${valid}`],
  ['white space before', ` ${valid}`],
  ['a line break after', `${valid}\n`],
  ['a NUL inside', valid.replace('.', '\0.')],
  ['padding', `${valid}=`],
  [
    'the alphabet of plain base64',
    `${head}.${part('{"sub":"???>>>~~~"}').replaceAll('_', '/')}.${signature}+/`,
  ],
  ['full-width dots', valid.replaceAll('.', '．')],
  ['alg none, unsigned', none('none')],
  ['alg none, another case', none('nOnE')],
  ['alg none, with the old signature', none('none', signature)],
  ['alg none, signed', forged({ alg: 'none' }, CLAIMS)],
  ['alg none hidden behind a second alg', forged('{"alg":"HS256","alg":"none"}', CLAIMS)],
  ['no alg', forged({ typ: 'JWT' }, CLAIMS)],
  ['alg null', header({ alg: null })],
  ['alg as a list', header({ alg: ['HS256'] })],
  ['alg in lower case', header({ alg: 'hs256' })],
  ['alg with a space', header({ alg: 'HS256 ' })],
  ['alg with a Cyrillic letter', header({ alg: 'НS256' })],
  ['alg of the prototype', header({ alg: '__proto__' })],
  ['another HS than pinned', forged({ alg: 'HS512' }, CLAIMS, SECRET, 'sha512')],
  ['the pinned name on another hash', forged(HS, CLAIMS, SECRET, 'sha512')],
  ['RS256 where a secret is configured', byStranger({})],
  ['EdDSA', forged({ alg: 'EdDSA' }, CLAIMS)],
  ['no signature', `${head}.${body}.`],
  ['a changed signature', `${head}.${body}.${swapped(signature)}`],
  ['a cut signature', valid.slice(0, -8)],
  ['a twin of the signature', twin(valid)],
  ['changed claims', `${head}.${part({ ...CLAIMS, roles: ['admin', 'root'] })}.${signature}`],
  ['the empty secret', forged(HS, CLAIMS, '')],
  ['a guessed secret', forged(HS, CLAIMS, 'SECRET')],
  ['a header that is not JSON', forged('{"alg":"HS256"', CLAIMS)],
  ['a header that is a list', forged([HS], CLAIMS)],
  ['a header that is null', forged('null', CLAIMS)],
  ['typ of an encrypted token', header({ typ: 'JWE' })],
  ['typ of a logout token', header({ typ: 'logout+jwt' })],
  ['typ not a string', header({ typ: 1 })],
  ['crit with an unknown extension', header({ crit: ['exp'] })],
  ['an unencoded payload', header({ b64: false, crit: ['b64'] })],
  ['a compressed payload', header({ zip: 'DEF' })],
  ['kid not a string', header({ kid: { $ne: '' } })],
  ['kid without end', header({ kid: 'k'.repeat(257) })],
  ['kid as a path, signed with an empty file', forged({ ...HS, kid: '../../dev/null' }, CLAIMS, '')],
  ['kid as SQL, signed with what it selects', forged({ ...HS, kid: "' UNION SELECT 'x" }, CLAIMS, 'x')],
  ['claims that are not JSON', forged(HS, 'not json')],
  ['claims that are null', forged(HS, 'null')],
  ['claims that are a list', forged(HS, [CLAIMS])],
  ['claims that are a string', forged({ alg: 'HS256' }, '"123"')],
  ['no sub', claims({ sub: undefined })],
  ['sub null', claims({ sub: null })],
  ['sub a number', claims({ sub: 123 })],
  ['sub a list', claims({ sub: ['123'] })],
  ['sub an object', claims({ sub: { toString: '123' } })],
  ['sub empty', claims({ sub: '' })],
  ['sub of spaces', claims({ sub: '   ' })],
  ['sub with a space after', claims({ sub: '123 ' })],
  ['sub over 128 characters', claims({ sub: 's'.repeat(129) })],
  ['sub with NUL', claims({ sub: '123\0' })],
  ['sub with half a character', forged(HS, `{"sub":"\\ud800","exp":${CLAIMS.exp}}`)],
  ['sub with a zero-width space', claims({ sub: '12\u200b3' })],
  ['sub turned around', claims({ sub: '\u202e321' })],
  ['sub with a variation selector', claims({ sub: '123\ufe0f' })],
  ['sub with a filler', claims({ sub: '123\u3164' })],
  ['sub decomposed', claims({ sub: 'zoe\u0308' })],
  ['sub with a Cyrillic letter', claims({ sub: '\u0430da' })],
  ['sub of full width', claims({ sub: '１２３' })],
  ['sub with a no-break space', claims({ sub: '12\u00a03' })],
  ['roles with a filler', claims({ roles: ['admin\u3164'] })],
  ['roles a string', claims({ roles: 'admin' })],
  ['roles an object', claims({ roles: { 0: 'admin', length: 1 } })],
  ['roles null', claims({ roles: null })],
  ['roles of lists', claims({ roles: [['admin']] })],
  ['roles with a hidden mark', claims({ roles: ['admin\u200d'] })],
  ['roles without end', claims({ roles: Array.from({ length: 33 }, (_, index) => `r${index}`) })],
  ['a role without end', claims({ roles: ['r'.repeat(65)] })],
  ['expired by a second', claims({ exp: NOW - 1 })],
  ['expired now', claims({ exp: NOW })],
  ['exp a string', claims({ exp: String(NOW + 60) })],
  ['exp null', claims({ exp: null })],
  ['exp infinite', forged(HS, '{"sub":"123","exp":1e999}')],
  ['exp no time of any calendar', claims({ exp: 8_640_000_000_001 })],
  ['nbf in six seconds', claims({ nbf: NOW + 6 })],
  ['nbf a string', claims({ nbf: '0' })],
  ['iat a string', claims({ iat: 'yesterday' })],
  ['oversized', claims({ padding: 'x'.repeat(8_192) })],
];

const BY_RSA: readonly (readonly [string, string])[] = [
  ['HS256 signed with the public key', forged(HS, CLAIMS, rsa.publicKey)],
  ['HS256 signed with the public key, trimmed', forged(HS, CLAIMS, rsa.publicKey.trim())],
  ['HS256 signed with the public key in DER', forged(HS, CLAIMS, derOf(rsa.publicKey))],
  ['signed by a stranger', byStranger({})],
  ['a stranger who brings his key as jwk', byStranger({ jwk })],
  ['a stranger who says where his key is: jku', byStranger({ jku: 'https://evil.example/jwks.json' })],
  ['a stranger who says where his key is: x5u', byStranger({ x5u: 'https://evil.example/cert.pem' })],
  ['a stranger who brings a chain: x5c', byStranger({ x5c: ['MIIB'] })],
  ['the right key, another algorithm of it', token(CLAIMS, rsa.privateKey, { algorithm: 'PS256' })],
  ['the right key, a longer hash than pinned', token(CLAIMS, rsa.privateKey, { algorithm: 'RS512' })],
  ['a twin of the signature', twin(token(CLAIMS, rsa.privateKey, { algorithm: 'RS256' }))],
  ['ES256 of a stranger', token(CLAIMS, p256.privateKey, { algorithm: 'ES256' })],
  ['alg none', none('none')],
];

const BY_EC: readonly (readonly [string, string])[] = [
  ['a signature of zeros', `${part({ alg: 'ES256' })}.${body}.${Buffer.alloc(64).toString('base64url')}`],
  ['a signature in DER', derSigned()],
  ['HS256 signed with the public key', forged(HS, CLAIMS, p256.publicKey)],
];

function derOf(pem: string): string {
  return createPublicKey(pem).export({ type: 'spki', format: 'der' }).toString('latin1');
}

const STRICT = {
  issuer: 'https://issuer.example/',
  audience: 'chat',
  requireExp: true,
  maxAgeSeconds: 3_600,
};
const strict = (change: object): string => claims({ iss: STRICT.issuer, aud: ['other', 'chat'], ...change });
const BY_STRICT: readonly (readonly [string, string])[] = [
  ['no exp', strict({ exp: undefined })],
  ['no iat', strict({ iat: undefined })],
  ['older than allowed', strict({ iat: NOW - 3_600 })],
  ['made in the future', strict({ iat: NOW + 6 })],
  ['no issuer', strict({ iss: undefined })],
  ['an issuer that only begins alike', strict({ iss: `${STRICT.issuer}evil` })],
  ['a list of issuers', strict({ iss: [STRICT.issuer] })],
  ['no audience', strict({ aud: undefined })],
  ['another audience', strict({ aud: 'chatter' })],
  ['an audience of objects', strict({ aud: [{ chat: true }] })],
];

describe.each<[string, JwtSettings, string, readonly (readonly [string, string])[]]>([
  ['a secret', { secret: SECRET }, valid, BY_SECRET],
  ['an RSA key', { publicKey: rsa.publicKey }, token(CLAIMS, rsa.privateKey, { algorithm: 'RS256' }), BY_RSA],
  ['an EC key', { publicKey: p256.publicKey }, token(CLAIMS, p256.privateKey, { algorithm: 'ES256' }), BY_EC],
  ['issuer, audience and age', { secret: SECRET, ...STRICT }, strict({}), BY_STRICT],
])('hostile tokens against %s', (_, settings, honest, hostile) => {
  const logger = recorder();
  const verifier = new JwtTokenVerifier(settings, { clock, logger });

  it('accepts the valid token that they are made from', async () => {
    await expect(verifier.verify(honest)).resolves.toMatchObject({ userId: '123' });
  });

  it.each(hostile)('rejects %s, and does not repeat it', async (_name, text) => {
    const error: unknown = await verifier.verify(text).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ChatError);
    expect(error).toMatchObject({ code: 'unauthorized' });
    expect(error).not.toHaveProperty('cause');
    const told = [
      error instanceof Error ? `${error.message} ${error.stack ?? ''}` : '',
      ...logger.lines,
    ].join('\n');
    for (const piece of text.split('.').filter((each) => each.length > 8)) expect(told).not.toContain(piece);
  });
});
