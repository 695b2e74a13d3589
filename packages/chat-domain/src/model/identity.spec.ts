import { describe, expect, it } from '@jest/globals';
import { isExpired, type Identity } from './identity.js';

const endingAt = (expiresAt: number | null): Identity => ({ userId: 'u', name: 'U', roles: [], expiresAt });

describe('an identity', () => {
  it('ends at the very millisecond its token ends', () => {
    expect(isExpired(endingAt(1_000), 999)).toBe(false);
    expect(isExpired(endingAt(1_000), 1_000)).toBe(true);
  });

  it('never ends when its token has no end', () => {
    expect(isExpired(endingAt(null), Number.MAX_SAFE_INTEGER)).toBe(false);
  });
});
