import { describe, expect, it } from '@jest/globals';
import { ManualClock } from './manual-clock.js';

describe('ManualClock', () => {
  it('runs due timers in order, each at its own time, and the timers that they schedule', () => {
    const clock = new ManualClock(1_000);
    const seen: [string, number][] = [];
    const record = (name: string) => () => void seen.push([name, clock.now()]);
    clock.schedule(30, record('late'));
    clock.schedule(10, () => {
      record('early')();
      clock.schedule(5, record('nested'));
    });
    clock.schedule(10, record('same time'));
    clock.schedule(10, record('cancelled'))();
    clock.advance(29);
    expect(seen).toEqual([
      ['early', 1_010],
      ['same time', 1_010],
      ['nested', 1_015],
    ]);
    clock.advance(1);
    expect(seen.at(-1)).toEqual(['late', 1_030]);
    expect(clock.now()).toBe(1_030);
  });

  it('does not run a timer that another timer of the same moment cancels', () => {
    const clock = new ManualClock();
    let cancel: () => void = () => undefined;
    let ran = false;
    clock.schedule(1, () => cancel());
    cancel = clock.schedule(1, () => (ran = true));
    clock.advance(5);
    expect(ran).toBe(false);
  });
});
