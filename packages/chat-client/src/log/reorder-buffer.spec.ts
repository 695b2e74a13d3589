import { describe, expect, it } from '@jest/globals';
import { ReorderBuffer } from './reorder-buffer.js';

const at = (seq: number) => ({ seq });

describe('held entries', () => {
  it('are taken by seq, in whatever order they arrived', () => {
    const held = new ReorderBuffer(10);
    for (const seq of [7, 5, 9, 5, 6]) held.add(at(seq));
    expect([5, 6, 7, 8, 9].map((seq) => held.take(seq))).toEqual([at(5), at(6), at(7), null, at(9)]);
  });

  it('drop everything below the requested seq', () => {
    const held = new ReorderBuffer(10);
    for (const seq of [3, 4, 8]) held.add(at(seq));
    expect([6, 4, 8].map((seq) => held.take(seq))).toEqual([null, null, at(8)]);
  });

  it('drop the highest above the capacity', () => {
    const held = new ReorderBuffer(3);
    for (const seq of [9, 8, 7, 6, 10]) held.add(at(seq));
    expect([6, 7, 8, 9].map((seq) => held.take(seq)?.seq ?? null)).toEqual([6, 7, 8, null]);
  });
});
