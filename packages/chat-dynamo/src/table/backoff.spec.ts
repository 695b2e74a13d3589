import { describe, expect, it } from '@jest/globals';
import { pause, untilDone } from './backoff.js';

describe('untilDone', () => {
  it('repeats with what is left, pausing longer and longer but never over the ceiling', async () => {
    const pauses: number[] = [];
    const rounds: number[] = [];
    await untilDone(
      [1, 2, 3, 4, 5, 6],
      async (work) => {
        rounds.push(work.length);
        return work.slice(1);
      },
      async (ms) => void pauses.push(ms),
    );
    expect(rounds).toEqual([6, 5, 4, 3, 2, 1]);
    expect(pauses).toHaveLength(5);
    pauses.forEach((ms, index) => expect(ms).toBeLessThanOrEqual(Math.min(800, 25 * 2 ** index)));
  });

  it('gives up on a store that accepts nothing', async () => {
    let rounds = 0;
    const attempt = untilDone(
      [1],
      async (work) => {
        rounds += 1;
        return work;
      },
      async () => undefined,
    );
    await expect(attempt).rejects.toMatchObject({ code: 'unavailable' });
    expect(rounds).toBe(8);
  });

  it('pauses in real time by default', async () => {
    await expect(pause(0)).resolves.toBeUndefined();
  });
});
