import { describe, expect, it } from '@jest/globals';
import { tokenClaims } from './token-claims.js';

function jwt(claims: unknown): string {
  return `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
}

describe('the claims of a token', () => {
  it('are read without its key', () => {
    expect(tokenClaims(jwt({ sub: '123', name: 'Zoë 🦊 ~~~???', exp: 1_700_000_000 }))).toEqual({
      userId: '123',
      name: 'Zoë 🦊 ~~~???',
      expiresAt: 1_700_000_000_000,
    });
  });

  it('are left out where they are missing or of another type', () => {
    expect(tokenClaims(jwt({ sub: 1, name: null, exp: 'soon' }))).toEqual({});
  });

  it('are empty for a token that is no JWT', () => {
    for (const token of ['', 'opaque', 'a.b.c', 'a.%%%.c', jwt(null)]) expect(tokenClaims(token)).toEqual({});
  });
});
