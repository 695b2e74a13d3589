import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { inPem, p256, rsa, stranger } from '../test/key-pairs.js';
import { CLAIMS, forged, NOW, part, recorder, token } from '../test/tokens.js';
import type { JwtAlgorithm } from './algorithms.js';
import { JwtTokenVerifier } from './jwt-token-verifier.js';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const jwk = (pem: string, extra: object): object => ({
  ...createPublicKey(pem).export({ format: 'jwk' }),
  ...extra,
});
const one = jwk(rsa.publicKey, { kid: 'one', alg: 'RS256', use: 'sig' });
const two = jwk(p256.publicKey, { kid: 'two' });
const claims = { sub: '123', iat: NOW };
const signed = (key: string, algorithm: 'RS256' | 'RS512' | 'ES256', keyid?: string): string =>
  token(claims, key, { algorithm, ...(keyid !== undefined && { keyid }) });
const byOne = signed(rsa.privateKey, 'RS256', 'one');

/** The issuer's current response, and how often it was requested. */
let issuer: { body: unknown; status: number; asked: number };
let server: Server;
let now: number;

beforeEach(async () => {
  issuer = { body: { keys: [one, two] }, status: 200, asked: 0 };
  now = NOW * 1_000;
  server = createServer((_, response) => {
    issuer.asked += 1;
    response.writeHead(issuer.status, { location: '/elsewhere' });
    response.end(typeof issuer.body === 'string' ? issuer.body : JSON.stringify(issuer.body));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function verifier(
  logger = recorder(),
  algorithms?: readonly JwtAlgorithm[],
  deadline?: () => number,
): JwtTokenVerifier {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const jwksUrl = `http://127.0.0.1:${port}/jwks.json`;
  return new JwtTokenVerifier(
    { jwksUrl, ...(algorithms && { algorithms }) },
    { clock: { now: () => now }, logger, ...(deadline && { deadline }) },
  );
}

describe('a key server that accepts requests and never responds', () => {
  it('makes a token unavailable by the deadline', async () => {
    server.removeAllListeners('request');
    await expect(verifier(recorder(), undefined, () => now + 50).verify(byOne)).rejects.toMatchObject({
      code: 'unavailable',
    });
  });

  it.each([0, 1, 10_000])('is not asked %d ms after the deadline', async (late) => {
    const fetched = jest.spyOn(globalThis, 'fetch');
    await expect(verifier(recorder(), undefined, () => now - late).verify(byOne)).rejects.toMatchObject({
      code: 'unavailable',
    });
    expect(fetched).not.toHaveBeenCalled();
    fetched.mockRestore();
  });
});

describe('keys of a key server', () => {
  it('are requested once for many concurrent callers', async () => {
    const keys = verifier();
    await Promise.all([keys.verify(byOne), keys.verify(byOne), keys.verify(byOne)]);
    now += 9 * MINUTE;
    await expect(keys.verify(signed(p256.privateKey, 'ES256', 'two'))).resolves.toMatchObject({
      userId: '123',
    });
    expect(issuer.asked).toBe(1);
  });

  it('are requested again after ten minutes, so that a withdrawn key ends', async () => {
    const keys = verifier();
    await keys.verify(byOne);
    issuer.body = { keys: [two] };
    now += 10 * MINUTE;
    await expect(keys.verify(byOne)).rejects.toMatchObject({ code: 'unauthorized' });
  });

  it('are requested at once for a new key id, and then not for five seconds, in which others are unavailable', async () => {
    const keys = verifier();
    await keys.verify(byOne);
    now += MINUTE;
    issuer.body = { keys: [one, jwk(stranger.publicKey, { kid: 'three' })] };
    await keys.verify(signed(stranger.privateKey, 'RS256', 'three'));
    for (const kid of ['a', 'b', '__proto__', 'constructor']) {
      await expect(keys.verify(signed(rsa.privateKey, 'RS256', kid))).rejects.toMatchObject({
        code: 'unavailable',
      });
    }
    expect(issuer.asked).toBe(2);
  });

  it('are found for a new key id soon after strangers have asked for ids that do not exist', async () => {
    const keys = verifier();
    await keys.verify(byOne);
    now += MINUTE;
    const unknown = signed(stranger.privateKey, 'RS256', 'nowhere');
    await expect(keys.verify(unknown)).rejects.toMatchObject({ code: 'unauthorized' });
    issuer.body = { keys: [one, jwk(stranger.publicKey, { kid: 'three' })] };
    const real = signed(stranger.privateKey, 'RS256', 'three');
    await expect(keys.verify(real)).rejects.toMatchObject({ code: 'unavailable', retryable: true });
    now += 5_000;
    await expect(keys.verify(unknown)).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(keys.verify(real)).resolves.toMatchObject({ userId: '123' });
    expect(issuer.asked).toBe(3);
  });

  it('are requested again where the issuer closed the connection', async () => {
    let closed = 0;
    server.prependOnceListener('connection', (socket) => {
      closed += 1;
      socket.destroy();
    });
    await expect(verifier().verify(byOne)).resolves.toMatchObject({ userId: '123' });
    expect(closed).toBe(1);
  });

  it('leave an unknown id unavailable while the issuer is down', async () => {
    const keys = verifier();
    await keys.verify(byOne);
    issuer.status = 503;
    now += MINUTE;
    const unknown = signed(stranger.privateKey, 'RS256', 'three');
    for (let count = 0; count < 2; count += 1)
      await expect(keys.verify(unknown)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(keys.verify(byOne)).resolves.toMatchObject({ userId: '123' });
  });

  it('last for a day while the issuer is down, and then verification is unavailable', async () => {
    const logger = recorder();
    const keys = verifier(logger);
    await keys.verify(byOne);
    issuer.status = 503;
    now += DAY - 1;
    await expect(keys.verify(byOne)).resolves.toMatchObject({ userId: '123' });
    expect(logger.lines.join()).toContain('the key server does not respond');
    now += 1;
    await expect(keys.verify(byOne)).rejects.toMatchObject({ code: 'unavailable', retryable: true });
  });

  it('come back with the issuer', async () => {
    issuer.status = 503;
    const keys = verifier();
    await expect(keys.verify(byOne)).rejects.toMatchObject({ code: 'unavailable' });
    issuer.status = 200;
    await expect(keys.verify(byOne)).rejects.toMatchObject({ code: 'unavailable' });
    now += MINUTE / 2;
    await expect(keys.verify(byOne)).resolves.toMatchObject({ userId: '123' });
  });

  it.each([
    ['not JSON', 'hello', 200],
    ['null', 'null', 200],
    ['no list', { keys: {} }, 200],
    ['no key', { keys: [] }, 200],
    ['a secret', { keys: [{ kty: 'oct', kid: 'one', k: 'AAAA' }] }, 200],
    ['a key for encryption', { keys: [{ ...one, use: 'enc' }] }, 200],
    ['a private key', { keys: [createPrivateKey(rsa.privateKey).export({ format: 'jwk' })] }, 200],
    ['a redirect', '', 302],
  ])('cannot be read from a response that is %s', async (_, body, status) => {
    Object.assign(issuer, { body, status });
    await expect(verifier().verify(byOne)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('need no id while there is only one', async () => {
    issuer.body = { keys: [one] };
    await expect(verifier().verify(signed(rsa.privateKey, 'RS256'))).resolves.toMatchObject({
      userId: '123',
    });
    issuer.body = { keys: [one, two] };
    await expect(verifier().verify(signed(rsa.privateKey, 'RS256'))).rejects.toMatchObject({
      code: 'unauthorized',
    });
  });

  it('reject another algorithm than the key declares, and accept it from one that declares none', async () => {
    const byRs512 = signed(rsa.privateKey, 'RS512', 'one');
    const keys = verifier(recorder(), ['RS256', 'RS512']);
    await expect(keys.verify(byRs512)).rejects.toMatchObject({ code: 'unauthorized' });
    issuer.body = { keys: [jwk(rsa.publicKey, { kid: 'one' })] };
    now += 10 * MINUTE;
    await expect(keys.verify(byRs512)).resolves.toMatchObject({ userId: '123' });
  });

  it('do not verify with one that is too short to be safe', async () => {
    const short = inPem(generateKeyPairSync('rsa', { modulusLength: 1_024 }));
    issuer.body = { keys: [jwk(short.publicKey, { kid: 'one' })] };
    // The library would not sign with it either, so it is signed by hand.
    const head = `${part({ alg: 'RS256', kid: 'one' })}.${part(claims)}`;
    const text = `${head}.${sign('sha256', Buffer.from(head), short.privateKey).toString('base64url')}`;
    await expect(verifier().verify(text)).rejects.toMatchObject({ code: 'unauthorized' });
  });

  it.each([
    ['a key under the id of another', signed(stranger.privateKey, 'RS256', 'one')],
    ['another kind of key than the id means', signed(rsa.privateKey, 'RS256', 'two')],
    ['HS256 with the public key', forged({ alg: 'HS256', kid: 'one' }, CLAIMS, rsa.publicKey)],
  ])('reject %s', async (_, text) => {
    await expect(verifier().verify(text)).rejects.toMatchObject({ code: 'unauthorized' });
  });
});
