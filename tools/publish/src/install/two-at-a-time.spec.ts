import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { twoAtATime } from './two-at-a-time.js';

describe('two at a time', () => {
  it('does something with each item, in their order, and never with three at once', async () => {
    const begun: number[] = [];
    let [underWay, most] = [0, 0];
    await twoAtATime([1, 2, 3, 4, 5], async (item) => {
      begun.push(item);
      most = Math.max(most, (underWay += 1));
      await setImmediate();
      underWay -= 1;
    });
    expect({ begun, most, underWay }).toEqual({ begun: [1, 2, 3, 4, 5], most: 2, underWay: 0 });
  });

  it('begins with no other item where one fails', async () => {
    const begun: number[] = [];
    const work = async (item: number) => {
      begun.push(item);
      if (item === 1) throw new Error('the first fails');
      await setImmediate();
    };
    await expect(twoAtATime([1, 2, 3], work)).rejects.toThrow('the first fails');
    await setImmediate();
    await setImmediate();
    expect(begun).toEqual([1, 2]);
  });
});
