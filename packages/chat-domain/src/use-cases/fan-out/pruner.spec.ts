import { describe, expect, it } from '@jest/globals';
import { Pruner } from './pruner.js';

function fixture(prune: (shard: number) => Promise<void> = async () => undefined) {
  const batches: [number, number][] = [];
  const connections = {
    prune: (_room: string, shard: number, ids: readonly string[]) => {
      batches.push([shard, ids.length]);
      return prune(shard);
    },
  };
  return { batches, pruner: new Pruner(connections, 'tea') };
}

describe('pruning', () => {
  it('deletes full batches at once and the rest at the end, each shard on its own', async () => {
    const { batches, pruner } = fixture();
    for (let index = 0; index < 30; index += 1) pruner.add(0, `c${index}`);
    pruner.add(1, 'd');
    expect(batches).toEqual([[0, 25]]);
    await pruner.finish();
    expect(batches).toEqual([
      [0, 25],
      [0, 5],
      [1, 1],
    ]);
  });

  it('does nothing without gone connections', async () => {
    const { batches, pruner } = fixture();
    await pruner.finish();
    expect(batches).toEqual([]);
  });

  it('reports a failure at the end, once all deletions have ended', async () => {
    let ended = false;
    const { pruner } = fixture(async (shard) => {
      if (shard === 0) throw new Error('throttled');
      await new Promise(setImmediate);
      ended = true;
    });
    for (let index = 0; index < 25; index += 1) pruner.add(0, `c${index}`);
    pruner.add(1, 'd');
    await expect(pruner.finish()).rejects.toThrow('throttled');
    expect(ended).toBe(true);
  });
});
