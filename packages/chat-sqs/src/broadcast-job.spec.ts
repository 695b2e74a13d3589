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

  it('carries a sanction as it is, and no half of one', () => {
    const about = { id: 's1', type: 'ban', room: 'lobby', sentAt: 5 } as const;
    const sanction = { ...about, sanction: { userId: 'eve', actor: 'grace', until: 9 } };
    const notification = { room: 'lobby', shard: 1, epoch: 's1', seqs: [0], sanction };
    expect(parseBroadcastJob(formatBroadcastJob(notification))).toEqual(notification);
    const halves = [{}, { ...sanction, type: 'no' }, { ...about, sanction: { userId: 'eve' } }, null, 7];
    for (const half of halves) {
      const body = JSON.stringify({ ...notification, sanction: half });
      expect(() => parseBroadcastJob(body)).toThrow(expect.objectContaining({ code: 'bad_request' }));
    }
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
