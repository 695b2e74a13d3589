import { afterEach, describe, expect, it } from '@jest/globals';
import { sessionByName, sessionByToken, sessionOf, userIdOf } from './session.js';

const jwt = (claims: object) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;

describe('a session by name', () => {
  const { fetch } = globalThis;
  afterEach(() => {
    globalThis.fetch = fetch;
  });

  it('asks for a fresh token each time', async () => {
    const asked: string[] = [];
    globalThis.fetch = async (url) => {
      asked.push(String(url));
      return new Response(`token-${asked.length}\n`);
    };
    const session = sessionByName('Ada Lovelace', './token');
    expect([await session.getToken(), await session.getToken()]).toEqual(['token-1', 'token-2']);
    expect(asked[0]).toBe('./token?sub=ada-lovelace&name=Ada+Lovelace');
    await sessionOf({ name: 'Ada', isAdmin: true }, { webSocketUrl: '', signInUrl: './token' })?.getToken();
    expect(asked[2]).toBe('./token?sub=ada&name=Ada&role=admin');
  });

  it('fails with the status of the response when it gets none', async () => {
    globalThis.fetch = async () => new Response('', { status: 404 });
    await expect(sessionByName('Ada', './token').getToken()).rejects.toThrow(/404/);
  });
});

describe('a session by token', () => {
  it('knows its user from the claims', () => {
    expect(sessionByToken(jwt({ sub: '7', name: 'Ada' }))).toMatchObject({ userId: '7', name: 'Ada' });
    expect(sessionByToken(jwt({ sub: '7' }))).toMatchObject({ userId: '7', name: '7' });
  });

  it('accepts a token that is no JWT', async () => {
    const session = sessionByToken('nonsense');
    expect(session).toMatchObject({ userId: 'me', name: 'me' });
    expect(await session.getToken()).toBe('nonsense');
  });
});

describe('what a tab remembers', () => {
  const webSocketUrl = 'ws://127.0.0.1:1/local';

  it('is a session again after a reload', () => {
    expect(sessionOf({ name: 'Ada' }, { webSocketUrl, signInUrl: './token' })?.userId).toBe('ada');
    expect(sessionOf({ token: jwt({ sub: '7' }) }, { webSocketUrl })?.userId).toBe('7');
  });

  it('is nothing where there is no signing in by name', () => {
    expect(sessionOf({ name: 'Ada' }, { webSocketUrl })).toBeNull();
  });
});

it('one name is one user, whatever its spaces', () => {
  expect(userIdOf('  Ada   Lovelace ')).toBe('ada-lovelace');
  expect(userIdOf('ZOE\u0308')).toBe(userIdOf('zoë'));
  expect(userIdOf('Zoë 🎉\ud800')).toBe('zo%C3%AB-%F0%9F%8E%89');
});
