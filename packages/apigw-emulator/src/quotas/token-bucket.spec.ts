import { describe, expect, it } from '@jest/globals';
import { TokenBucket } from './token-bucket.js';

describe('TokenBucket', () => {
  it('allows the burst at once, then the rate, and never accumulates more than the burst', () => {
    let now = 0;
    const bucket = new TokenBucket(10, 3, () => now);
    const takes = (n: number) => Array.from({ length: n }, () => bucket.take()).filter(Boolean).length;
    expect(takes(5)).toBe(3);
    now = 99;
    expect(takes(1)).toBe(0);
    now = 200;
    expect(takes(5)).toBe(2);
    now = 60_000;
    expect(takes(10)).toBe(3);
  });
});
