import { expect, it } from '@jest/globals';

import { header } from './header.js';

it('finds a header by whatever case its name has, and joins its lines', () => {
  expect(header({ headers: { AUTHORIZATION: 'a' } }, 'authorization')).toBe('a');
  const lines = { headers: { 'Sec-X': 'b' }, multiValueHeaders: { 'Sec-X': ['a', 'b'] } };
  expect(header(lines, 'sec-x')).toBe('a, b');
  expect(header({}, 'sec-x')).toBeUndefined();
});
