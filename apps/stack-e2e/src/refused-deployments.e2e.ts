import { describe, expect, it } from '@jest/globals';
import { refusedDeployment } from '@serverless-ws/template/package-stack.js';

const secret = 'a secret of at least thirty-two bytes';

describe('a deployment that would reject every user fails with the name of the setting', () => {
  it.each([
    ['no key', {}, ['JWT_SECRET is missing (or JWT_PUBLIC_KEY, or JWT_JWKS_URL, or JWT_SECRET_ARN)']],
    [
      'two keys, and an algorithm that there is not',
      { JWT_SECRET: secret, JWT_JWKS_URL: 'https://a.b/', JWT_ALGORITHMS: 'none' },
      ['JWT_JWKS_URL is set beside JWT_SECRET', 'JWT_ALGORITHMS takes HS256'],
    ],
    ['a short secret in prod', { JWT_SECRET: 'short' }, ['JWT_SECRET is under 32 bytes']],
  ])('%s', async (_, environment, lines) => {
    const output = await refusedDeployment('prod', environment);
    for (const line of lines) expect(output).toContain(line);
  });
});

describe('what the functions would refuse when they start is not even packaged', () => {
  it('by their settings, all of them at once', async () => {
    const environment = {
      JWT_PUBLIC_KEY: 'not a pem',
      CHAT_ALLOWED_ORIGINS: '*',
      CHAT_CONNECTIONS_PER_USER: 'many',
      CHAT_FLOOD_MESAGES: '5',
      CHAT_FLOOD_MESSAGES: '5',
      CHAT_FLOOD_WINDOW_SECONDS: '0',
    };
    const output = await refusedDeployment('dev', environment, 'package');
    for (const line of [
      'JWT_PUBLIC_KEY is not a public key in PEM',
      'CHAT_ALLOWED_ORIGINS takes origins such as https://chat.example.com, in lower case',
      'CHAT_CONNECTIONS_PER_USER is not a whole number from 1 to 10000',
      'CHAT_FLOOD_MESAGES is not a setting',
      'CHAT_FLOOD_WINDOW_SECONDS is not a whole number from 1 to 3600',
    ])
      expect(output).toContain(line);
  });

  it('by the length of their names, a secret that the framework would change, and a number', async () => {
    const environment = {
      JWT_SECRET: `${secret}\${self:service}`,
      JWT_CLOCK_TOLERANCE_SECONDS: 'abc',
    };
    const output = await refusedDeployment('x'.repeat(40), environment, 'package');
    for (const line of [
      'has 71 characters, and Lambda takes 64',
      'JWT_SECRET holds ${…}, which deployment tools replace',
      'JWT_CLOCK_TOLERANCE_SECONDS is not a whole number from 0 to 300',
    ])
      expect(output).toContain(line);
  });
});
