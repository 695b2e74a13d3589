import { describe, expect, it } from '@jest/globals';
import { isExpired, type Identity } from './identity.js';

const endingAt = (expiresAt: number | null): Identity => ({ userId: 'u', name: 'U', roles: [], expiresAt });

describe('an identity', () => {
  it('expires at the very millisecond its token expires', () => {
    expect(isExpired(endingAt(1_000), 999)).toBe(false);
    expect(isExpired(endingAt(1_000), 1_000)).toBe(true);
  });

  it('never expires when its token does not', () => {
    expect(isExpired(endingAt(null), Number.MAX_SAFE_INTEGER)).toBe(false);
  });
});
