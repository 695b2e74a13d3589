import { describe, expect, it } from '@jest/globals';
import { invites, moderates, rolesIn } from './rights.js';

const token = (claims: unknown) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;

describe('what a user may do', () => {
  it('is read from their token', () => {
    expect(rolesIn(token({ sub: 'ada', roles: ['moderator', 7, 'room:private.ünï'] }))).toEqual([
      'moderator',
      'room:private.ünï',
    ]);
  });

  it.each(['', 'opaque', 'a.b.c', token(null), token({ roles: 'admin' }), token({})])(
    'is nothing in particular with %j',
    (text) => {
      expect(rolesIn(text)).toEqual([]);
    },
  );

  it('goes by the roles', () => {
    expect([['admin'], ['moderator'], ['room:private.board'], []].map(moderates)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(invites(['room:private.board'], 'private.board')).toBe(true);
    expect(invites(['room:private.board'], 'private.other')).toBe(false);
    expect(invites(['admin'], 'private.other')).toBe(true);
    expect(invites(['admin', 'room:tea'], 'tea')).toBe(false);
  });
});
