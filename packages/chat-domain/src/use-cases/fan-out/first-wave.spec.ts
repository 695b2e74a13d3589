import { describe, expect, it } from '@jest/globals';
import { areSingleClients } from './first-wave.js';

describe('what still fails after the tail', () => {
  it.each([
    ['single clients', 'none fails', { tried: 5, delivered: 0, failing: 0 }, true],
    ['single clients', 'one of two fails', { tried: 2, delivered: 1, failing: 1 }, true],
    ['single clients', 'three of four fail', { tried: 4, delivered: 1, failing: 3 }, true],
    ['the account', 'four of ten fail', { tried: 10, delivered: 6, failing: 4 }, false],
    ['single clients', 'a tenth fails', { tried: 2_000, delivered: 1_800, failing: 200 }, true],
    ['the account', 'more than a tenth fails', { tried: 2_000, delivered: 1_799, failing: 201 }, false],
    ['the account', 'the only one fails', { tried: 1, delivered: 0, failing: 1 }, false],
  ])('is %s where %s', (_, __, wave, expected) => {
    expect(areSingleClients(wave)).toBe(expected);
  });
});
