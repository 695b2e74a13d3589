import { expect, it } from '@jest/globals';
import { entryOf } from './entry-item.js';

it('names the attribute of an item that another program wrote', () => {
  const item = { PK: 'L#lobby', SK: 'M#1', k: 'z', q: 1, t: 1, x: 2 };
  expect(() => entryOf(item)).toThrow('a kind that this release does not know');
  expect(() => entryOf({ ...item, q: 'one' })).toThrow('The attribute q of the item with sort key M#1');
  expect(() => entryOf({ ...item, k: 'm', u: 7 })).toThrow('The attribute u of the item with sort key M#1');
});
