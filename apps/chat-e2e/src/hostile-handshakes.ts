import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { subprotocolsFor } from '@serverless-ws/chat-protocol';
import type { SocketOptions } from '@serverless-ws/scenarios/chat-socket.js';

/** What an attacker may have: a token of their own, and in the worst case a way to have claims signed. */
export interface Arms {
  /** A valid token. */
  readonly token: string;
  /** Signs a header and claims as they are, text or objects, with the server's secret or with another key. */
  forge(header: unknown, claims: unknown, key?: string, hash?: string): string;
}

/** An attack on the handshake, and how it goes about it. */
export type HostileHandshake = readonly [name: string, attack: (arms: Arms) => SocketOptions];

/** The arms against a server that signs with this secret. */
export function armsFor(token: string, secret: string): Arms {
  return {
    token,
    forge: (header, claims, key = secret, hash = 'sha256') => {
      const signed = `${part(header)}.${part(claims)}`;
      return `${signed}.${createHmac(hash, key).update(signed).digest('base64url')}`;
    },
  };
}

const HS256 = { alg: 'HS256', typ: 'JWT' };
const LATER = 4_000_000_000;
const EVE = { sub: 'eve', name: 'Eve', roles: ['admin'], exp: LATER };
const now = () => Math.floor(Date.now() / 1_000);
const part = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const stranger = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const pem = stranger.publicKey.export({ type: 'spki', format: 'pem' }).toString();

/** Signed by a stranger's RSA key, with a header that says why to trust it. */
function byStranger(header: object): string {
  const signed = `${part({ alg: 'RS256', typ: 'JWT', ...header })}.${part(EVE)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), stranger.privateKey).toString('base64url')}`;
}

type Forgery = (arms: Arms) => string;
const header =
  (change: object): Forgery =>
  ({ forge }) =>
    forge({ ...HS256, ...change }, EVE);
const claims =
  (change: object | string): Forgery =>
  ({ forge }) =>
    forge(HS256, typeof change === 'string' ? change : { ...EVE, ...change });

/** Tokens; each comes in the header once, and as a subprotocol once. */
const TOKENS: Readonly<Record<string, Forgery>> = {
  'without a signature': () => `${part(HS256)}.${part(EVE)}.`,
  'of two parts': () => `${part(HS256)}.${part(EVE)}`,
  'of five parts': ({ token }) => `${token}.a.b`,
  'with alg none': () => `${part({ alg: 'none' })}.${part(EVE)}.`,
  'with alg nOnE, and a signature': ({ forge }) => forge({ alg: 'nOnE' }, EVE),
  'with no alg': ({ forge }) => forge({ typ: 'JWT' }, EVE),
  'with a list of algs': header({ alg: ['HS256'] }),
  'with alg __proto__': header({ alg: '__proto__' }),
  'with two algs': ({ forge }) => forge('{"alg":"HS256","alg":"none"}', EVE),
  'by HS512, which is not configured': ({ forge }) => forge({ alg: 'HS512' }, EVE, undefined, 'sha512'),
  'by HS256 in name and SHA-512 in fact': ({ forge }) => forge(HS256, EVE, undefined, 'sha512'),
  'by the empty secret': ({ forge }) => forge(HS256, EVE, ''),
  'by a guessed secret': ({ forge }) => forge(HS256, EVE, 'SECRET'),
  'by a public key as a secret': ({ forge }) => forge(HS256, EVE, pem),
  'by a stranger': () => byStranger({}),
  'by a stranger who brings the key': () => byStranger({ jwk: stranger.publicKey.export({ format: 'jwk' }) }),
  'by a stranger who says where the key is': () => byStranger({ jku: 'https://evil.example/jwks.json' }),
  'by a stranger with a certificate elsewhere': () => byStranger({ x5u: 'https://evil.example/cert.pem' }),
  'by a stranger with a chain': () => byStranger({ x5c: ['MIIB'] }),
  'with a kid that is a path to an empty file': ({ forge }) =>
    forge({ ...HS256, kid: '../../../dev/null' }, EVE, ''),
  'with a kid that is SQL': ({ forge }) => forge({ ...HS256, kid: "' UNION SELECT 'x" }, EVE, 'x'),
  'with a kid that is an object': header({ kid: { $ne: null } }),
  'with crit': header({ crit: ['exp'] }),
  'with an unencoded payload': header({ b64: false, crit: ['b64'] }),
  'with a compressed payload': header({ zip: 'DEF' }),
  'for another use': header({ typ: 'logout+jwt' }),
  'with a header that is a list': ({ forge }) => forge([HS256], EVE),
  'with a header that is not JSON': ({ forge }) => forge('{"alg":"HS256"', EVE),
  'with claims that are not JSON': claims('{"sub":'),
  'with claims that are null': claims('null'),
  'with claims that are a list': claims('[]'),
  'with changed claims': ({ token }) => token.replace(/\.[^.]*\./, `.${part(EVE)}.`),
  'with another last character': ({ token }) => token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A'),
  'without sub': claims({ sub: undefined }),
  'with a number for sub': claims({ sub: 123 }),
  'with a list for sub': claims({ sub: ['eve'] }),
  'with an empty sub': claims({ sub: '' }),
  'with a sub that only the prototype has': claims('{"__proto__":{"sub":"eve","roles":["admin"]}}'),
  'with an invisible sub': claims({ sub: 'e\u200bve' }),
  'with a sub written backwards': claims({ sub: '\u202eeve' }),
  'with half a character for sub': claims(`{"sub":"\\ud800","exp":${LATER}}`),
  'with a sub without end': claims({ sub: 'e'.repeat(129) }),
  'with roles that are a word': claims({ roles: 'admin' }),
  'with roles like a list': claims({ roles: { 0: 'admin', length: 1 } }),
  'with a hidden character in a role': claims({ roles: ['admin\u200d'] }),
  'with more roles than there are': claims({
    roles: Array.from({ length: 33 }, (_, index) => `r${index}`),
  }),
  'that has ended a second ago': ({ forge }) => forge(HS256, { ...EVE, exp: now() - 1 }),
  'whose end is a word': claims({ exp: String(LATER) }),
  'whose end is beyond all numbers': claims('{"sub":"eve","exp":1e999}'),
  'that begins in an hour': ({ forge }) => forge(HS256, { ...EVE, nbf: now() + 3_600 }),
  'whose beginning is a word': claims({ nbf: '0' }),
  'made at a time that is no number': claims({ iat: 'yesterday' }),
  'longer than any': claims({ padding: 'x'.repeat(6_500) }),
};

/** Ways to bring even a good token that are none. */
const WAYS: Readonly<Record<string, (token: string) => SocketOptions>> = {
  'with Basic': (token) => authorization(`Basic ${token}`),
  'with Bearer twice': (token) => authorization(`Bearer Bearer ${token}`),
  'with a tab behind Bearer': (token) => authorization(`Bearer\t${token}`),
  'in quotes': (token) => authorization(`"${token}"`),
  'twice in one header': (token) => authorization(`${token}, ${token}`),
  'with white space inside': (token) => authorization(token.replace('.', '. ')),
  'with padding': (token) => authorization(`${token}=`),
  'in a cookie': (token) => ({ headers: { Cookie: `token=${token}; Authorization=${token}` } }),
  'in another header': (token) => ({
    headers: { 'X-Authorization': token, 'X-Forwarded-Authorization': token },
  }),
  'behind a bad one, in the subprotocols': (token) => ({
    subprotocols: ['chat.v1', 'chat.jwt.a.b.c', `chat.jwt.${token}`],
  }),
  'as a subprotocol, with a bad one in the header': (token) => ({
    ...authorization('Bearer a.b.c'),
    subprotocols: subprotocolsFor(token),
  }),
  'under the prefix in capitals': (token) => ({ subprotocols: ['chat.v1', `CHAT.JWT.${token}`] }),
};

/** Everything that must be answered with 401. */
export const HOSTILE_HANDSHAKES: readonly HostileHandshake[] = [
  ...Object.entries(TOKENS).flatMap(([name, forgery]): HostileHandshake[] => [
    [`a token ${name}, in the header`, (arms) => authorization(`Bearer ${forgery(arms)}`)],
    [`a token ${name}, as a subprotocol`, (arms) => ({ subprotocols: subprotocolsFor(forgery(arms)) })],
  ]),
  ...Object.entries(WAYS).map(([name, way]): HostileHandshake => [
    `a good token ${name}`,
    ({ token }) => way(token),
  ]),
];

function authorization(value: string): SocketOptions {
  return { headers: { Authorization: value } };
}
