import { beforeEach, describe, expect, it } from '@jest/globals';
import { Today } from './today.js';

const at = (day: number, hours: number, minutes = 0) => new Date(2026, 2, day, hours, minutes).getTime();

/** A clock that the test moves. */
class HandClock {
  timers: { readonly at: number; readonly act: () => void }[] = [];

  constructor(public time: number) {}

  now = () => this.time;
  schedule = (ms: number, act: () => void) => {
    const timer = { at: this.time + ms, act };
    this.timers.push(timer);
    return () => void (this.timers = this.timers.filter((other) => other !== timer));
  };

  /** Moves to a time; with every timer on its way, or asleep, so that they fire late. */
  moveTo(time: number, { asleep = false } = {}): void {
    if (asleep) this.time = time;
    for (let next = this.#next(time); next !== undefined; next = this.#next(time)) {
      this.timers = this.timers.filter((other) => other !== next);
      this.time = Math.max(this.time, next.at);
      next.act();
    }
    this.time = time;
  }

  #next(time: number) {
    return this.timers.filter((timer) => timer.at <= time).sort((a, b) => a.at - b.at)[0];
  }
}

describe('the day that it is', () => {
  let clock: HandClock;
  let today: Today;
  let days: number[];
  let end: () => void;

  beforeEach(() => {
    clock = new HandClock(at(1, 23, 30));
    today = new Today(clock);
    days = [];
    end = today.subscribe(() => days.push(today.day()));
  });

  it('changes at midnight, once a day', () => {
    expect(today.day()).toBe(at(1, 0));
    clock.moveTo(at(1, 23, 59));
    expect(days).toEqual([]);
    clock.moveTo(at(2, 0));
    expect(days).toEqual([at(2, 0)]);
    clock.moveTo(at(4, 12));
    expect(days).toEqual([at(2, 0), at(3, 0), at(4, 0)]);
  });

  it('is right after the machine slept, and when the clock was set back', () => {
    clock.moveTo(at(5, 8), { asleep: true });
    expect(days).toEqual([at(5, 0)]);
    clock.time = at(3, 8);
    today.look();
    expect(days).toEqual([at(5, 0), at(3, 0)]);
  });

  it('keeps no timer without a listener', () => {
    end();
    expect(clock.timers).toEqual([]);
  });

  it('is looked up anew when there is a listener again', () => {
    end();
    clock.time = at(2, 9);
    today.subscribe(() => undefined);
    expect(today.day()).toBe(at(2, 0));
  });
});
