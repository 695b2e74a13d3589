import { describe, expect, it } from '@jest/globals';
import { localSecret } from './local-secret.js';

describe('the secret of a local stack', () => {
  it('is JWT_SECRET where that is set', () => {
    expect(localSecret({ JWT_SECRET: 'SECRET' })).toBe('SECRET');
  });

  it('is another in each run where it is not', () => {
    const secrets = new Set(Array.from({ length: 100 }, () => localSecret({})));

    expect(secrets.size).toBe(100);
    for (const secret of secrets) expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  });
});
