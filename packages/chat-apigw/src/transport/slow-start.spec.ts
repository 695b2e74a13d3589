import { describe, expect, it } from '@jest/globals';
import { ManualTime } from '../../test/manual-time.js';
import { SlowStart } from './slow-start.js';

function fixture(hasSession = false) {
  const time = new ManualTime(() => 0);
  let grown = 0;
  const slowStart = new SlowStart(time, () => (grown += 1));
  slowStart.reset(hasSession);
  const limit = (): number => {
    let size = 0;
    while (slowStart.allows(size)) size += 1;
    return size;
  };
  return { time, slowStart, limit, grown: () => grown };
}

describe('SlowStart', () => {
  it('allows one connection until there is a session, and eight then', () => {
    const { slowStart, limit, grown } = fixture();
    expect(limit()).toBe(1);
    slowStart.prime();
    expect([limit(), grown()]).toEqual([8, 1]);
    slowStart.prime();
    expect([limit(), grown()]).toEqual([8, 1]);
  });

  it('allows eight at once where a session is known', () => {
    expect(fixture(true).limit()).toBe(8);
  });

  it('doubles with each round of responses while many posts wait, and grows by a sixteenth otherwise', () => {
    const { slowStart, limit } = fixture(true);
    for (let response = 0; response < 8; response += 1) slowStart.grow(200);
    expect(limit()).toBe(16);
    for (let response = 0; response < 16; response += 1) slowStart.grow(20);
    expect(limit()).toBe(17);
  });

  it('doubles every 50 ms though nothing answers, until no post waits', async () => {
    const { time, slowStart, limit } = fixture();
    const limits: number[] = [];
    for (let step = 0; step < 4; step += 1) {
      slowStart.watch();
      slowStart.watch();
      await time.elapse(50);
      limits.push(limit());
    }
    expect(limits).toEqual([8, 16, 32, 64]);
    slowStart.watch();
    slowStart.rest();
    expect(time.pending).toBe(0);
  });
});
