import { describe, expect, it } from '@jest/globals';
import { issuerSentence, refusalOf, UnreadableToken } from './issuer-sentence.js';

/** As the library makes them. */
const refused = (error: string) => Object.assign(new Error(error), { name: 'ErrorResponse', error });

describe('a sign-in that failed', () => {
  it.each([
    [refused('access_denied'), 'cancelled'],
    [refused('invalid_grant'), 'took too long'],
    [refused('invalid_scope'), 'refuses this page (invalid_scope)'],
    [refused('constructor'), 'refuses this page (constructor)'],
    [new Error('No matching state found in storage'), 'another tab'],
    [new Error('Crypto.subtle is available only in secure contexts (HTTPS).'), 'https://'],
    [new TypeError('Failed to fetch'), 'cannot be reached'],
    [new UnreadableToken(), 'cannot read the token'],
    ['thrown', 'cannot be reached'],
  ])('has a sentence: %s', (error, part) => {
    expect(issuerSentence(error)).toContain(part);
    expect(issuerSentence(error)).toMatch(/^[A-Z].*\.$/);
  });

  it('was refused by the issuer, or was not', () => {
    expect(refusalOf(refused('invalid_grant'))).toBe('invalid_grant');
    expect(refusalOf(new TypeError('Failed to fetch'))).toBeUndefined();
    expect(refusalOf(null)).toBeUndefined();
  });
});
