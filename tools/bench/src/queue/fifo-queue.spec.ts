import { describe, expect, it } from '@jest/globals';
import type { BroadcastJob } from '@serverless-ws/chat-domain';
import { FifoQueue } from './fifo-queue.js';

const jobs = (shard: number, ...seqs: readonly number[]): readonly BroadcastJob[] =>
  seqs.map((seq) => ({ room: 'tea', shard, epoch: 'e', seqs: [seq] }));

describe('a model of an SQS FIFO queue', () => {
  it('hands out each shard to one worker at a time, in order, ten at most', async () => {
    const batches: (readonly BroadcastJob[])[] = [];
    const busy = new Set<number>();
    const queue = new FifoQueue(3, async (_, batch) => {
      const [{ shard } = { shard: -1 }] = batch;
      expect(busy.has(shard)).toBe(false);
      busy.add(shard);
      batches.push(batch);
      await Promise.resolve();
      busy.delete(shard);
    });
    const many = Array.from({ length: 12 }, (_, index) => index + 1);
    await queue.enqueue([...jobs(0, ...many), ...jobs(1, 1)]);
    await queue.emptied();

    expect(batches).toEqual([jobs(0, ...many.slice(0, 10)), jobs(1, 1), jobs(0, 11, 12)]);
    expect(queue.batches).toBe(3);
  });

  it('lets shards wait when all workers are busy', async () => {
    let working = 0;
    const queue = new FifoQueue(2, async () => {
      working += 1;
      expect(working).toBeLessThanOrEqual(2);
      await Promise.resolve();
      working -= 1;
    });
    await queue.enqueue([0, 1, 2, 3, 4].flatMap((shard) => jobs(shard, 1)));
    await queue.emptied();

    expect(queue.batches).toBe(5);
  });
});
