import { describe, expect, it, jest } from '@jest/globals';
import { FakeTimers } from '../testing/fake-timers.js';
import { systemNetwork } from './network.js';
import { systemTimers } from './timers.js';

describe("the machine's own timers", () => {
  it('run later, unless they are cancelled', async () => {
    const ran: string[] = [];
    const takeBack = systemTimers.after(0, () => ran.push('never'));
    takeBack();
    await new Promise<void>((resolve) => {
      systemTimers.after(0, () => {
        ran.push('later');
        resolve();
      });
      ran.push('first');
    });
    expect(ran).toEqual(['first', 'later']);
    expect(Math.abs(systemTimers.now() - Date.now())).toBeLessThan(60_000);
    expect(systemTimers.elapsed()).toBeLessThanOrEqual(performance.now());
  });

  it.each([2 ** 31, 30 * 24 * 3_600_000, Infinity])('do not run at once after a wait of %d ms', (ms) => {
    jest.useFakeTimers();
    let runs = 0;
    const takeBack = systemTimers.after(ms, () => (runs += 1));
    jest.advanceTimersByTime(60_000);
    takeBack();
    jest.useRealTimers();
    expect(runs).toBe(0);
  });
});

describe("the machine's own network", () => {
  it('is silent in Node, where nothing is heard of it', () => {
    const timers = new FakeTimers();
    systemNetwork(timers).onChange(() => undefined)();
    expect(timers.waiting).toBe(0);
  });

  it('calls back at the events of a browser that have to do with it, until it is stopped', () => {
    const page = new EventTarget();
    const { addEventListener, removeEventListener } = globalThis;
    const document = { visibilityState: 'visible' };
    Object.assign(globalThis, {
      addEventListener: page.addEventListener.bind(page),
      removeEventListener: page.removeEventListener.bind(page),
      document,
    });
    const calls: string[] = [];
    const dispatch = (type: string) => {
      heard = type;
      page.dispatchEvent(new Event(type));
    };
    let heard = '';
    const stop = systemNetwork(new FakeTimers()).onChange((isOnline) => calls.push(`${heard} ${isOnline}`));
    for (const type of ['offline', 'online', 'pageshow']) dispatch(type);
    document.visibilityState = 'hidden';
    for (const type of ['visibilitychange', 'offline', 'online']) dispatch(type);
    document.visibilityState = 'visible';
    dispatch('visibilitychange');
    stop();
    for (const type of ['offline', 'online', 'pageshow', 'visibilitychange']) dispatch(type);
    Object.assign(globalThis, { addEventListener, removeEventListener });
    Reflect.deleteProperty(globalThis, 'document');
    expect(calls).toEqual([
      ...['offline false', 'online true', 'pageshow true'],
      ...['offline false', 'online true', 'visibilitychange true'],
    ]);
  });

  it('calls back within a second of waking up, and not while the clock runs as it should', async () => {
    const timers = new FakeTimers();
    let calls = 0;
    const stop = systemNetwork(timers).onChange((isOnline) => (calls += isOnline ? 1 : 0));
    await timers.advance(5_500);
    expect(calls).toBe(0);
    timers.setClock(timers.now() + 3_600_000);
    await timers.advance(1_000);
    expect(calls).toBe(1);
    await timers.advance(5_000);
    expect(calls).toBe(1);
    stop();
  });
});
