import { describe, expect, it } from '@jest/globals';

import { identityContext, identityOf } from './identity-context.js';

describe('an identity in the context of an authorizer', () => {
  it('comes back as it was, and is ASCII on its way', () => {
    const identity = {
      userId: 'użytkownik',
      name: '👩‍💻 "Ada"\u2028',
      roles: ['a,b', 'ż'],
      expiresAt: 1_800_000_000_000,
    };
    const context = identityContext(identity);
    expect(context.identity).toMatch(/^[\x20-\x7e]+$/);
    expect(identityOf({ ...context })).toEqual(identity);
    expect(identityOf({ ...identityContext({ ...identity, expiresAt: null }) })).toMatchObject({
      expiresAt: null,
    });
  });

  it.each([
    undefined,
    {},
    { identity: 1 },
    { identity: 'x' },
    { identity: 'null' },
    { identity: '{"userId":"a","name":"a","roles":"admin","expiresAt":null}' },
    { identity: '{"userId":"a","name":"a","roles":[]}' },
  ])('is not taken from %j', (context) => {
    expect(() => identityOf(context)).toThrow('This connection has no identity');
  });
});
