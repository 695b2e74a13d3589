import type { TextDigest } from '../ports/text-digest.js';

/** A digest without cryptography, for tests: distinguishes texts, but an attacker could forge a collision. */
export class PlainDigest implements TextDigest {
  of(text: string): string {
    return [0x811c9dc5, 0x01234567, 0x89abcdef, 0x5bd1e995].map((seed) => fnv1a(text, seed)).join('');
  }
}

function fnv1a(text: string, seed: number): string {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    hash ^= hash >>> 15;
  }
  return (hash >>> 0).toString(36).padStart(7, '0');
}
