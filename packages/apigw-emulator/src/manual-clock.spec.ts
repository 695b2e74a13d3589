import { describe, expect, it } from '@jest/globals';
import { ManualClock } from './manual-clock.js';

describe('ManualClock', () => {
  it('runs what falls due in order, each at its own time, and what that schedules in turn', () => {
    const clock = new ManualClock(1_000);
    const seen: [string, number][] = [];
    const note = (name: string) => () => void seen.push([name, clock.now()]);
    clock.schedule(30, note('late'));
    clock.schedule(10, () => {
      note('early')();
      clock.schedule(5, note('nested'));
    });
    clock.schedule(10, note('same time'));
    clock.schedule(10, note('cancelled'))();
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

  it('does not run a timer that another one of the same moment cancels', () => {
    const clock = new ManualClock();
    let cancel: () => void = () => undefined;
    let ran = false;
    clock.schedule(1, () => cancel());
    cancel = clock.schedule(1, () => (ran = true));
    clock.advance(5);
    expect(ran).toBe(false);
  });
});
