import { describe, expect, it } from '@jest/globals';
import { defaultAccessPolicy, type Action } from './access-policy.js';
import type { Identity } from './identity.js';

const withRoles = (...roles: string[]): Identity => ({ userId: 'u', name: 'U', roles, expiresAt: null });

describe('the default access policy', () => {
  it.each<Action>(['sendMessage', 'joinRoom', 'leaveRoom', 'listMessages', 'ping'])(
    'lets everybody %s',
    (action) => {
      expect(defaultAccessPolicy.allows(withRoles(), action, 'lobby')).toBe(true);
    },
  );

  it('lets admins announce, and nobody else', () => {
    expect(defaultAccessPolicy.allows(withRoles('admin'), 'announce', 'lobby')).toBe(true);
    expect(defaultAccessPolicy.allows(withRoles('user', 'Admin'), 'announce', 'lobby')).toBe(false);
  });

  it('allows nothing that it does not know, also when a prototype does', () => {
    for (const action of ['fly', 'constructor', '__proto__', 'toString']) {
      expect(defaultAccessPolicy.allows(withRoles('admin'), action as Action, 'lobby')).toBe(false);
    }
  });
});
