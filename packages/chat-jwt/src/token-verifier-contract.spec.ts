import { createPublicKey } from 'node:crypto';
import { createServer } from 'node:http';

import { describe, it } from '@jest/globals';
import type { Identity } from '@serverless-ws/chat-domain';
import {
  testContract,
  tokenVerifierContract,
  type TokenFlaw,
  type TokenVerifierHarness,
} from '@serverless-ws/chat-contracts';
import { ManualClock } from '@serverless-ws/chat-domain/in-memory';
import type { Algorithm } from 'jsonwebtoken';

import { rsa, stranger } from '../test/key-pairs.js';
import { part, recorder, SECRET, token } from '../test/tokens.js';
import type { JwtKeySettings } from './jwt-settings.js';
import { JwtTokenVerifier } from './jwt-token-verifier.js';

const EXPECTED = { issuer: 'https://issuer.example/', audience: 'chat' };

/** How a harness signs: correctly, with another issuer's key, and with another algorithm. */
interface Signing {
  readonly key: string;
  readonly otherKey: string;
  readonly algorithm: Algorithm;
  readonly otherAlgorithm: Algorithm;
}

const bySecret: Signing = {
  key: SECRET,
  otherKey: 'x'.repeat(64),
  algorithm: 'HS256',
  otherAlgorithm: 'HS512',
};
const byRsa: Signing = {
  key: rsa.privateKey,
  otherKey: stranger.privateKey,
  algorithm: 'RS256',
  otherAlgorithm: 'RS512',
};

/** A token for an identity, with one thing wrong. */
function issue(signing: Signing, now: number, identity: Identity, flaw: TokenFlaw | null): string {
  const claims = {
    ...(flaw !== 'no-subject' && { sub: identity.userId }),
    name: identity.name,
    roles: identity.roles,
    iss: flaw === 'other-issuer' ? 'https://other.example/' : EXPECTED.issuer,
    aud: flaw === 'other-audience' ? 'another' : EXPECTED.audience,
    ...(identity.expiresAt !== null && { exp: identity.expiresAt / 1_000 }),
    ...(flaw === 'not-yet-valid' && { nbf: Math.ceil(now / 1_000) + 60 }),
  };
  const algorithm = flaw === 'other-algorithm' ? signing.otherAlgorithm : signing.algorithm;
  const text = token(claims, flaw === 'other-key' ? signing.otherKey : signing.key, { algorithm });
  const [header = '', , signature = ''] = text.split('.');
  if (flaw === 'tampered') return `${header}.${part({ ...claims, sub: 'root' })}.${signature}`;
  return flaw === 'unsigned' ? `${part({ alg: 'none' })}.${part(claims)}.` : text;
}

function harness(keys: JwtKeySettings, signing: Signing): TokenVerifierHarness {
  const clock = new ManualClock();
  const verifier = new JwtTokenVerifier({ ...keys, ...EXPECTED }, { clock, logger: recorder() });
  return { verifier, clock, issue: (identity, flaw) => issue(signing, clock.now(), identity, flaw) };
}

/** With a key server of its own. */
async function served(): Promise<TokenVerifierHarness> {
  const jwk = createPublicKey(rsa.publicKey).export({ format: 'jwk' });
  const server = createServer((_, response) => response.end(JSON.stringify({ keys: [jwk] })));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const close = (): Promise<void> => {
    server.closeAllConnections();
    return new Promise((resolve) => void server.close(() => resolve()));
  };
  return { ...harness({ jwksUrl: `http://127.0.0.1:${port}/` }, byRsa), cutOff: close, close };
}

describe('JwtTokenVerifier by secret', () => {
  testContract(it, tokenVerifierContract, () => harness({ secret: SECRET }, bySecret), {
    lacks: ['key-server'],
  });
});

describe('JwtTokenVerifier by public key', () => {
  testContract(it, tokenVerifierContract, () => harness({ publicKey: rsa.publicKey }, byRsa), {
    lacks: ['key-server'],
  });
});

describe('JwtTokenVerifier by key server', () => {
  // A limit for hangs, not for speed: the keys come over real sockets.
  testContract(it, tokenVerifierContract, served, { timeout: 60_000 });
});
