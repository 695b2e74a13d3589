import { describe, expect, it } from '@jest/globals';
import { InMemoryBroadcastQueue } from './in-memory-broadcast-queue.js';

const job = (shard: number, seq: number) => ({ room: 'lobby', shard, epoch: 'e', seqs: [seq] });

describe('InMemoryBroadcastQueue', () => {
  it('delivers the jobs of a shard one after the other, also those that arrive meanwhile', async () => {
    const queue = new InMemoryBroadcastQueue();
    await queue.enqueue([job(0, 1), job(0, 2)]);
    const seen: number[] = [];
    const dropped = await queue.drain(async ({ seqs }) => {
      if (seqs.includes(2)) await queue.enqueue([job(0, 3)]);
      seen.push(...seqs);
    });
    expect(seen).toEqual([1, 2, 3]);
    expect(dropped).toEqual([]);
    expect(queue.waiting).toEqual([]);
  });

  it('drops a job whose work fails too often, and goes on', async () => {
    const queue = new InMemoryBroadcastQueue();
    await queue.enqueue([job(0, 1), job(1, 1)]);
    const tries = new Map<number, number>();
    const dropped = await queue.drain(
      async ({ shard }) => {
        tries.set(shard, (tries.get(shard) ?? 0) + 1);
        if (shard === 0) throw new Error('not today');
      },
      { attempts: 3 },
    );
    expect(dropped).toEqual([job(0, 1)]);
    expect(Object.fromEntries(tries)).toEqual({ 0: 3, 1: 1 });
  });
});
