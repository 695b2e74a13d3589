import { describe, expect, it } from '@jest/globals';
import type { ShardCursor } from '@serverless-ws/chat-domain';
import { InMemoryBroadcastQueue, InMemoryShardCursorRepository } from '@serverless-ws/chat-domain/in-memory';
import { complaints, mutant } from '../../test/complaints.js';
import { broadcastQueueContract, shardCursorRepositoryContract } from '../index.js';

describe('the contracts of what workers use find', () => {
  it('a cursor that moves back', async () => {
    const seen = await complaints(shardCursorRepositoryContract, () => {
      const port = new InMemoryShardCursorRepository();
      const cursors = new Map<string, ShardCursor>();
      return {
        repository: mutant(port, {
          load: async (room, shard) => cursors.get(`${room}#${shard}`) ?? null,
          save: async (room, shard, cursor) => void cursors.set(`${room}#${shard}`, cursor),
        }),
      };
    });
    expect(seen).toContain('BrokenPromise: save() moved a cursor back: save only if higher');
  });

  it('a queue that keeps only the last of several jobs', async () => {
    const seen = await complaints(broadcastQueueContract, () => {
      let last = new InMemoryBroadcastQueue();
      return {
        queue: { enqueue: (jobs) => (last = new InMemoryBroadcastQueue()).enqueue(jobs) },
        consume: async (work) => void (await last.drain(work)),
      };
    });
    expect(seen).toContain(
      'BrokenPromise: positions of shard 0 were lost: a merged job has those of all its jobs',
    );
  });
});
