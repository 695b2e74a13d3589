import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatBroadcastJob, parseBroadcastJob } from './broadcast-job.js';

const job = fc.record({
  room: fc.string(),
  shard: fc.nat(),
  epoch: fc.string(),
  seqs: fc.array(fc.maxSafeNat(), { minLength: 1 }),
});

describe('the body of a notification', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(job, (notification) =>
        expect(parseBroadcastJob(formatBroadcastJob(notification))).toEqual(notification),
      ),
    );
  });

  it('is rejected with one error, and no other, when no queue of this package has written it', () => {
    const otherBodies = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({ room: fc.string(), shard: fc.anything(), epoch: fc.string() })
        .map((value) => JSON.stringify(value)),
      fc.double({ max: -0.5 }).map((shard) => JSON.stringify({ room: 'r', shard, epoch: 'e', seqs: [1] })),
    );
    fc.assert(
      fc.property(otherBodies, (body) => {
        expect(() => parseBroadcastJob(body)).toThrow(expect.objectContaining({ code: 'bad_request' }));
      }),
    );
  });
});
