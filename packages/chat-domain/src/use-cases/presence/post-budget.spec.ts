import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../in-memory/index.js';
import { SIGNAL_LIMITS } from '../../model/signal-limits.js';
import { PostBudget } from './post-budget.js';

describe('the posts of a process', () => {
  it('are a burst, and then so many a second', () => {
    const clock = new ManualClock();
    const budget = new PostBudget(clock);
    expect(budget.take(SIGNAL_LIMITS.signalBurst)).toBe(true);
    expect(budget.take(1)).toBe(false);
    clock.advance(500);
    expect(budget.take(SIGNAL_LIMITS.signalRate / 2 + 1)).toBe(false);
    expect(budget.take(SIGNAL_LIMITS.signalRate / 2)).toBe(true);
  });

  it('are no more than the burst after a long pause, and no fewer where the clock goes back', () => {
    const clock = new ManualClock(1_000_000);
    const budget = new PostBudget(clock);
    budget.take(1);
    clock.advance(3_600_000);
    expect(budget.take(SIGNAL_LIMITS.signalBurst + 1)).toBe(false);
    clock.advance(-7_200_000);
    expect(budget.take(SIGNAL_LIMITS.signalBurst)).toBe(true);
  });
});
