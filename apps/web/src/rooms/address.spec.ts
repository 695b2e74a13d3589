import { describe, expect, it } from '@jest/globals';
import { addressIn, hashOf } from './address.js';

describe('an address', () => {
  it.each([{ room: 'tea' }, { room: 'tea', seq: 12 }, { room: '@bob', seq: 1 }, { room: '@a/b c%' }])(
    'is read as it was written: %j',
    (address) => {
      expect(addressIn(hashOf(address))).toEqual(address);
    },
  );

  it.each(['', '#', '#/1', '#tea/x', '#%', '#tea/1/2'])('that names no room is none: %j', (hash) => {
    expect(addressIn(hash)).toBeNull();
  });
});
