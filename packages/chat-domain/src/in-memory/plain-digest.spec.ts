import { describe, expect, it } from '@jest/globals';
import { PlainDigest } from './plain-digest.js';

describe('PlainDigest', () => {
  it('is the same for the same text, another for another, and never over 64 characters', () => {
    const digest = new PlainDigest();
    const texts = ['', 'a', 'b', 'ab', 'ba', 'x'.repeat(4_096)];
    const digests = texts.map((text) => digest.of(text));
    expect(new Set(digests).size).toBe(texts.length);
    expect(digests).toEqual(texts.map((text) => new PlainDigest().of(text)));
    expect(Math.max(...digests.map(({ length }) => length))).toBeLessThanOrEqual(64);
  });
});
