import { generateKeyPairSync } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { inPem, p256, rsa } from '../test/key-pairs.js';
import { clock, recorder, SECRET } from '../test/tokens.js';
import { JwtSettingsError } from './jwt-settings-error.js';
import type { JwtSettings } from './jwt-settings.js';
import { JwtTokenVerifier } from './jwt-token-verifier.js';

const short = inPem(generateKeyPairSync('rsa', { modulusLength: 1_024 }));
const p521 = inPem(generateKeyPairSync('ec', { namedCurve: 'secp521r1' }));
const ed25519 = inPem(generateKeyPairSync('ed25519'));

describe('settings that cannot work are rejected by name', () => {
  it.each<[string, JwtSettings, string]>([
    ['an empty secret', { secret: '' }, 'secret is empty'],
    [
      'a weak secret where a strong one is demanded',
      { secret: 'x'.repeat(31), requireStrongSecret: true },
      'secret is under 32 bytes',
    ],
    ['a public key as the secret', { secret: rsa.publicKey }, 'secret is a PEM key'],
    ['a private key as the public one', { publicKey: rsa.privateKey }, 'publicKey is a private key'],
    ['a public key that is none', { publicKey: 'ssh-rsa AAAA' }, 'publicKey is not a public key in PEM'],
    ['a short RSA key', { publicKey: short.publicKey }, 'publicKey is neither RSA of 2048 bits'],
    ['a curve without an algorithm here', { publicKey: p521.publicKey }, 'publicKey is neither'],
    ['an Ed25519 key', { publicKey: ed25519.publicKey }, 'publicKey is neither'],
    ['RS256 with a secret', { secret: SECRET, algorithms: ['RS256'] }, 'algorithms holds RS256'],
    [
      'HS256 with a public key',
      { publicKey: rsa.publicKey, algorithms: ['RS256', 'HS256'] },
      'algorithms holds HS256',
    ],
    ['the wrong curve', { publicKey: p256.publicKey, algorithms: ['ES384'] }, 'algorithms holds ES384'],
    [
      'HS256 with a key server',
      { jwksUrl: 'https://a.example/', algorithms: ['HS256'] },
      'algorithms holds HS256',
    ],
    ['no algorithm at all', { secret: SECRET, algorithms: [] }, 'algorithms is empty'],
    [
      'a key server without TLS',
      { jwksUrl: 'http://issuer.example/jwks' },
      'jwksUrl is not an https address',
    ],
    ['a key server that is no address', { jwksUrl: 'issuer' }, 'jwksUrl is not an https address'],
    [
      'a negative tolerance',
      { secret: SECRET, clockToleranceSeconds: -1 },
      'clockToleranceSeconds is not from 0 to 300',
    ],
    [
      'a tolerance without end',
      { secret: SECRET, clockToleranceSeconds: 301 },
      'clockToleranceSeconds is not',
    ],
    [
      'a tolerance that is no number',
      { secret: SECRET, clockToleranceSeconds: Number.NaN },
      'clockToleranceSeconds is not',
    ],
  ])('%s', (_, settings, message) => {
    const make = (): JwtTokenVerifier => new JwtTokenVerifier(settings, { clock, logger: recorder() });
    expect(make).toThrow(JwtSettingsError);
    expect(make).toThrow(message);
  });
});

describe('a secret under 32 bytes', () => {
  const warned = (secret: string): readonly string[] => {
    const logger = recorder();
    expect(new JwtTokenVerifier({ secret }, { clock, logger })).toBeDefined();
    return logger.lines;
  };

  it('works with a warning that does not repeat it', () => {
    const lines = warned('SECRET-of-the-seed');
    expect(lines).toEqual([expect.stringContaining('weakSecret')]);
    expect(lines.join('')).not.toContain('of-the-seed');
  });

  it('is counted in bytes', () => {
    expect(warned('éàüöñçßø'.repeat(2).slice(0, 15)).join('')).toContain('under 32 bytes');
    expect(warned('éàüöñçßøåæœþðíóú')).toEqual([]);
  });
});
