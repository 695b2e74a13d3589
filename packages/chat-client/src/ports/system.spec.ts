import { describe, expect, it, jest } from '@jest/globals';
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
  it('is silent in Node', () => {
    expect(() => systemNetwork.onChange(() => undefined)()).not.toThrow();
  });

  it('calls back at the `online` and `offline` events of a browser, until it is stopped', () => {
    const page = new EventTarget();
    const { addEventListener, removeEventListener } = globalThis;
    Object.assign(globalThis, {
      addEventListener: page.addEventListener.bind(page),
      removeEventListener: page.removeEventListener.bind(page),
    });
    const calls: boolean[] = [];
    const stop = systemNetwork.onChange((isOnline) => calls.push(isOnline));
    page.dispatchEvent(new Event('offline'));
    page.dispatchEvent(new Event('online'));
    stop();
    page.dispatchEvent(new Event('online'));
    page.dispatchEvent(new Event('offline'));
    Object.assign(globalThis, { addEventListener, removeEventListener });
    expect(calls).toEqual([false, true]);
  });
});
