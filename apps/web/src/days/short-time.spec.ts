import { expect, it } from '@jest/globals';
import { shortTime } from './short-time.js';

const NINE_PAST_SEVEN = new Date(Date.UTC(2026, 5, 3, 19, 9));

it.each([
  ['en-US', '7:09'],
  ['en-GB', '19:09'],
  ['de-DE', '19:09'],
  ['ko-KR', '7:09'],
])('a short time has no half of the day: %s', (locale, time) => {
  const format = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
  expect(shortTime(format, NINE_PAST_SEVEN)).toBe(time);
});
