import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shardOf } from './connection.js';

describe('the shard of a connection', () => {
  it('is one of those there are, and always the same', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 1_024 }), (id, shards) => {
        const shard = shardOf(id, shards);
        expect(Number.isInteger(shard) && shard >= 0 && shard < shards).toBe(true);
        expect(shardOf(id, shards)).toBe(shard);
      }),
    );
  });

  it('is spread evenly over ids that look like those of API Gateway', () => {
    const counts = new Array<number>(8).fill(0);
    for (let index = 0; index < 8_000; index += 1) {
      const id = `L0eYd${Buffer.from(`${index}`).toString('base64')}=`;
      const shard = shardOf(id, counts.length);
      counts[shard] = (counts[shard] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(200);
  });
});
