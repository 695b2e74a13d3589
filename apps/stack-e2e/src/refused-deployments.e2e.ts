import { describe, expect, it } from '@jest/globals';
import { refusedDeployment } from '@serverless-ws/template/package-stack.js';

const secret = 'a secret of at least thirty-two bytes';

describe('a deployment that would reject every user fails with the name of the setting', () => {
  it.each([
    ['no key', {}, 'JWT_SECRET is missing (or JWT_PUBLIC_KEY, or JWT_JWKS_URL)'],
    [
      'two keys',
      { JWT_SECRET: secret, JWT_JWKS_URL: 'https://a.b/' },
      'JWT_JWKS_URL is set beside JWT_SECRET',
    ],
    ['a short secret in prod', { JWT_SECRET: 'short' }, 'JWT_SECRET is under 32 bytes'],
  ])('%s', async (_, environment, line) => {
    await expect(refusedDeployment('prod', environment)).resolves.toContain(line);
  });
});
