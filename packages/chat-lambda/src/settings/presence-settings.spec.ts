import { expect, it } from '@jest/globals';

import { Environment } from './environment.js';
import { presenceSettings } from './presence-settings.js';

it.each([
  [undefined, undefined],
  ['0', undefined],
  ['50', 50],
])('hints in rooms of up to %s users', (value, presenceHints) => {
  expect(presenceSettings(new Environment({ CHAT_PRESENCE_HINTS: value }))).toEqual({ presenceHints });
});

it('no hints in large rooms', () => {
  expect(() => presenceSettings(new Environment({ CHAT_PRESENCE_HINTS: '101' }))).toThrow(
    'CHAT_PRESENCE_HINTS is not a whole number from 0 to 100',
  );
});
