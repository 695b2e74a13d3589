import { expect, it } from '@jest/globals';
import { withNotice, type Told } from './use-notices.js';

const told = (text: string): Told => ({ text, stays: false });

it('a notice is shown once, the newest last, and three at most', () => {
  let shown: readonly Told[] = [];
  for (const text of ['one', 'two', 'one', 'three', 'four']) shown = withNotice(shown, told(text));
  expect(shown.map(({ text }) => text)).toEqual(['one', 'three', 'four']);
});
