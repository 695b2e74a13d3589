import { expect, it } from '@jest/globals';
import { entryOf } from './entry-item.js';

const item = { PK: 'L#lobby', SK: 'M#1', k: 'z', q: 1, t: 1, x: 2 };

it('takes a kind of a later release for a filler: its position is taken, and it is not shown', () => {
  expect(entryOf({ ...item, b: { of: 'any shape' } })).toEqual({
    ...{ kind: 'filler', seq: 1, reservedAt: 1, expiresAt: 2 },
  });
});

it('names the attribute of an item that another program wrote', () => {
  expect(() => entryOf({ ...item, q: 'one' })).toThrow('The attribute q of the item with sort key M#1');
  expect(() => entryOf({ ...item, k: 'm', u: 7 })).toThrow('The attribute u of the item with sort key M#1');
});
