import { describe, expect, it } from '@jest/globals';
import { startClient } from '../testing/start-client.js';
import { connectionSettings, defaultSettings } from './connection-settings.js';

const MINUTE = 60_000;

describe('the settings of a connection', () => {
  it('are the defaults where they are not changed', () => {
    expect(connectionSettings({ pingInterval: 7 })).toEqual({ ...defaultSettings, pingInterval: 7 });
    expect(connectionSettings({ sessionAge: 2 ** 31 - 1 }).sessionAge).toBe(2 ** 31 - 1);
  });

  it.each([2 ** 31, 30 * 24 * 3_600_000, Infinity, Number.NaN, 0, -1])(
    'are not %d: no timer takes that',
    (ms) => {
      for (const name of Object.keys(defaultSettings)) {
        const settings = { [name]: ms };
        expect(() => startClient({ settings })).toThrow(RangeError);
        expect(() => startClient({ settings })).toThrow(`settings.${name} is not 1 to 2147483647 ms: ${ms}`);
      }
    },
  );

  it('leave two hours and ten idle minutes the minute by which browsers delay timers, and two hours an attempt besides', () => {
    const { sessionAge, attemptTimeout, pingInterval } = defaultSettings;
    expect(sessionAge + MINUTE + attemptTimeout).toBeLessThanOrEqual(120 * MINUTE);
    expect(pingInterval + MINUTE).toBeLessThan(10 * MINUTE);
  });
});
