import { describe, expect, it } from '@jest/globals';
import { eachOf } from './each-of.js';

describe('running a task for each item', () => {
  it('runs it once for each, within the limit of concurrency', async () => {
    const done: number[] = [];
    let busy = 0;
    let busiest = 0;
    await eachOf([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
      busiest = Math.max(busiest, (busy += 1));
      await null;
      busy -= 1;
      done.push(item);
    });
    expect(done.sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(busiest).toBe(3);
  });

  it('tries all, and then fails with the first failure', async () => {
    const tried: number[] = [];
    const work = eachOf([1, 2, 3, 4], 1, async (item) => {
      tried.push(item);
      if (item % 2 === 0) throw new Error(`no ${item}`);
    });
    await expect(work).rejects.toThrow('no 2');
    expect(tried).toEqual([1, 2, 3, 4]);
  });

  it('resolves at once without items', async () => {
    await expect(eachOf([], 5, () => Promise.reject(new Error('nothing')))).resolves.toBeUndefined();
  });
});
