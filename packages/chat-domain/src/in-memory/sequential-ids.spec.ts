import { expect, it } from '@jest/globals';
import { SequentialIds } from './sequential-ids.js';

it('makes ids that a test can predict', () => {
  const ids = new SequentialIds('m');
  expect([ids.next(), ids.next()]).toEqual(['m-1', 'm-2']);
  expect(new SequentialIds().next()).toBe('id-1');
});
