import { describe, expect, it } from '@jest/globals';
import { ManualClock } from './manual-clock.js';

describe('ManualClock', () => {
  it('stands still until it is moved', () => {
    const clock = new ManualClock(100);
    expect(clock.now()).toBe(100);
    clock.advance(50);
    expect(clock.now()).toBe(150);
  });

  it('resolves waits in the order of their times, each at its own time', async () => {
    const clock = new ManualClock(0);
    const woken: [string, number][] = [];
    const late = clock.until(200).then(() => woken.push(['late', clock.now()]));
    const early = clock.until(100).then(() => woken.push(['early', clock.now()]));
    await clock.elapse(1_000);
    await Promise.all([late, early]);
    expect(woken).toEqual([
      ['early', 100],
      ['late', 200],
    ]);
    expect(clock.now()).toBe(1_000);
  });

  it('lets code that resumed wait again on the way', async () => {
    const clock = new ManualClock(0);
    const seen: number[] = [];
    const ticking = (async () => {
      for (let at = 100; at <= 300; at += 100) {
        await clock.until(at);
        seen.push(clock.now());
      }
    })();
    await clock.elapse(300);
    await ticking;
    expect(seen).toEqual([100, 200, 300]);
  });

  it('resolves a wait for the past at once', async () => {
    const clock = new ManualClock(100);
    await clock.until(100);
    expect(clock.now()).toBe(100);
  });
});
