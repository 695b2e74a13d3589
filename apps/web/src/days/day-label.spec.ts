import { describe, expect, it } from '@jest/globals';
import { dayLabel } from './day-label.js';

describe('the label of a day', () => {
  const now = new Date(2026, 2, 1, 0, 5);

  it('is relative to the day of the user', () => {
    expect(dayLabel(new Date(2026, 2, 1, 0, 1), now)).toBe('Today');
    expect(dayLabel(new Date(2026, 1, 28, 23, 59), now)).toBe('Yesterday');
  });

  it('has the weekday this year, and the year in any other', () => {
    expect(dayLabel(new Date(2026, 1, 27, 12), now)).toMatch(/Friday.*27|27.*Friday/);
    expect(dayLabel(new Date(2026, 1, 27, 12), now)).not.toContain('2026');
    expect(dayLabel(new Date(2025, 11, 31, 12), now)).toContain('2025');
  });
});
