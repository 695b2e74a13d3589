import { describe, expect, it } from '@jest/globals';
import { tokenFault } from './token-fault.js';

const NOW = 1_800_000_000_000;
const jwt = (claims: object) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;

describe('a text that was given as a token', () => {
  it('is sent to the server if it reads like one', () => {
    expect(tokenFault(jwt({ sub: 'ada', exp: NOW / 1_000 + 60 }), NOW)).toBeNull();
    expect(tokenFault(jwt({ sub: 'ada' }), NOW)).toBeNull();
  });

  it.each(['Ada', 'a.b', 'a b.c.d', '..', 'Bearer a.b.c', 'a.b.c.d'])('is none: %j', (text) => {
    expect(tokenFault(text, NOW)).toMatch(/no token/);
  });

  it.each(['a.b.c', jwt({ name: 'Ada' })])('names no user: %j', (text) => {
    expect(tokenFault(text, NOW)).toMatch(/no user/);
  });

  it('has expired', () => {
    expect(tokenFault(jwt({ sub: 'ada', exp: NOW / 1_000 }), NOW)).toMatch(/expired/);
  });
});
