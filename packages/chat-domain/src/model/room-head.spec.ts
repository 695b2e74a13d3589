import { describe, expect, it } from '@jest/globals';
import { LIMITS } from './limits.js';
import { headEnd } from './room-head.js';

const HOUR = 3_600_000;
const NOW = Date.UTC(2_026, 10, 29, 9, 30);

describe('the end of a head', () => {
  it('is two days after the newest entry has ended, on the next full hour', () => {
    expect(headEnd('tea', NOW, LIMITS.retentionDefault)).toBe(Date.UTC(2_026, 11, 31, 10));
    expect(headEnd('tea', NOW + HOUR / 2, LIMITS.retentionDefault)).toBe(Date.UTC(2_026, 11, 31, 10));
    expect(headEnd('tea', NOW + HOUR / 2 + 1, LIMITS.retentionDefault)).toBe(Date.UTC(2_026, 11, 31, 11));
  });

  it('does not exist in the lobby', () => {
    expect(headEnd('lobby', NOW, LIMITS.retentionDefault)).toBeUndefined();
  });

  it('leaves a member half of the time, which is longer than any connection, however short the retention', () => {
    const end = headEnd('tea', NOW, LIMITS.retentionMinimum) ?? 0;
    expect((end - NOW) / 2).toBeGreaterThan(LIMITS.connectionLife);
  });
});
