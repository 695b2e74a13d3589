import { expect, it } from '@jest/globals';
import { watchedTokens } from './watched-tokens.js';

const jwt = (claims: object) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
const seconds = () => Math.floor(Date.now() / 1_000);

it.each([
  ['that has ended', jwt({ exp: seconds() - 60 }), true],
  ['that lasts', jwt({ exp: seconds() + 3_600 }), false],
  ['without an end', jwt({ sub: 'ada' }), false],
  ['that is no JWT', 'nonsense', false],
])('a token %s is passed on, and known to have expired or not', async (_, token, isExpired) => {
  const watched = watchedTokens(() => Promise.resolve(token));
  expect(watched.isExpired()).toBe(false);
  expect(await watched.getToken()).toBe(token);
  expect(watched.isExpired()).toBe(isExpired);
});

it('the roles are those of the last token, and none before it', async () => {
  const tokens = [jwt({ roles: ['moderator'] }), jwt({ sub: 'ada' })];
  const watched = watchedTokens(() => Promise.resolve(tokens.shift() ?? ''));
  expect(watched.roles).toEqual([]);
  await watched.getToken();
  expect(watched.roles).toEqual(['moderator']);
  await watched.getToken();
  expect(watched.roles).toEqual([]);
});
