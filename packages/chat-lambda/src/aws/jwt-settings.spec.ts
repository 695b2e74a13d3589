import { describe, expect, it } from '@jest/globals';
import { JwtSettingsError } from '@serverless-ws/chat-jwt';

import { Environment, type Variables } from '../settings/environment.js';
import { jwtSettings, naming } from './jwt-settings.js';

const read = (variables: Variables) => jwtSettings(new Environment(variables));

describe('the settings of tokens', () => {
  it('come from the environment', () => {
    const settings = read({
      JWT_SECRET: 'secret',
      JWT_ALGORITHMS: 'HS384, HS256',
      JWT_ISSUER: 'https://issuer.example/',
      JWT_AUDIENCE: 'chat',
      JWT_CLOCK_TOLERANCE_SECONDS: '5',
      JWT_MAX_TOKEN_LENGTH: '4096',
      JWT_MAX_AGE_SECONDS: '3600',
      JWT_REQUIRE_EXP: 'true',
      JWT_REQUIRE_STRONG_SECRET: 'false',
    });
    expect(settings).toEqual({
      secret: 'secret',
      algorithms: ['HS384', 'HS256'],
      issuer: 'https://issuer.example/',
      audience: 'chat',
      clockToleranceSeconds: 5,
      maxTokenLength: 4_096,
      maxAgeSeconds: 3_600,
      requireExp: true,
      requireStrongSecret: false,
    });
  });

  it('take a PEM key in one line', () => {
    expect(read({ JWT_PUBLIC_KEY: '-----BEGIN\\nA\\n' })).toMatchObject({ publicKey: '-----BEGIN\nA\n' });
    expect(read({ JWT_JWKS_URL: 'https://issuer.example/' })).toMatchObject({
      jwksUrl: 'https://issuer.example/',
    });
  });

  it('take a secret by its ARN, and read it as they are told', async () => {
    const arn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:chat/jwt-a1B2c3';
    const settings = jwtSettings(
      new Environment({ JWT_SECRET_ARN: arn }),
      (asked) => () => Promise.resolve({ current: asked }),
    );
    expect('secrets' in settings && (await settings.secrets(1))).toEqual({ current: arn });
  });

  it.each([
    [
      { JWT_SECRET_ARN: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:chat' },
      'JWT_SECRET_ARN is not the whole ARN of a secret',
    ],
    [{ JWT_SECRET_ARN: 'chat/jwt' }, 'JWT_SECRET_ARN is not the whole ARN of a secret'],
    [
      { JWT_SECRET: 'a', JWT_SECRET_ARN: 'b' },
      'JWT_SECRET_ARN is set beside JWT_SECRET: only one of them can count',
    ],
    [{}, 'JWT_SECRET is missing (or JWT_PUBLIC_KEY, or JWT_JWKS_URL, or JWT_SECRET_ARN)'],
    [{ JWT_SECRET: '' }, 'JWT_SECRET is missing (or JWT_PUBLIC_KEY, or JWT_JWKS_URL, or JWT_SECRET_ARN)'],
    [
      { JWT_SECRET: 'a', JWT_JWKS_URL: 'b' },
      'JWT_JWKS_URL is set beside JWT_SECRET: only one of them can count',
    ],
    [{ JWT_SECRET: 'a', JWT_ALGORITHMS: 'none' }, 'JWT_ALGORITHMS takes HS256, '],
  ])('name what is wrong: %j', (variables, message) => {
    expect(() => read(variables)).toThrow(message);
  });
});

describe('what the verifier finds wrong', () => {
  const failing = (error: Error) => () =>
    naming(() => {
      throw error;
    });

  it('is called by the name that the operator knows', () => {
    expect(failing(new JwtSettingsError('secret', 'is under 32 bytes'))).toThrow(
      'JWT_SECRET is under 32 bytes',
    );
    expect(failing(new JwtSettingsError('other', 'is odd'))).toThrow('other is odd');
    expect(failing(new RangeError('x'))).toThrow(RangeError);
    expect(naming(() => 1)).toBe(1);
  });
});
