import { describe, expect, it } from '@jest/globals';
import { FrameMemory } from './frame-memory.js';

const MINUTE = 60_000;
const START = 29_750_000 * MINUTE;

describe('the memory of frames', () => {
  it('counts the frames of each user in this minute and the one before it', () => {
    const memory = new FrameMemory();
    expect(memory.add('ada', START, 1)).toEqual([1, 0]);
    expect(memory.add('ada', START + MINUTE - 1, 5)).toEqual([6, 0]);
    expect(memory.add('bob', START, 1)).toEqual([1, 0]);
    expect(memory.add('ada', START + MINUTE, 1)).toEqual([1, 6]);
    expect(memory.add('ada', START + 3 * MINUTE, 1)).toEqual([1, 0]);
  });

  it('takes over what the store counts where that is more, and goes on from there', () => {
    const memory = new FrameMemory();
    memory.add('ada', START, 1);
    expect(memory.learn('ada', START, [500, 100])).toEqual([500, 100]);
    expect(memory.add('ada', START, 1)).toEqual([501, 100]);
    expect(memory.learn('ada', START, [50, 0])).toEqual([501, 100]);
  });

  it('holds a thousand users, and then starts over, so that it never grows without limit', () => {
    const memory = new FrameMemory();
    for (const round of [1, 2]) {
      for (let user = 0; user < 1_000; user += 1) {
        expect(memory.add(`user-${user}`, START, 1)).toEqual([round, 0]);
      }
    }
    memory.add('one-more', START, 1);
    expect(memory.add('user-0', START, 1)).toEqual([1, 0]);
  });
});
