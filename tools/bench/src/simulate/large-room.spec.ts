import { describe, expect, it } from '@jest/globals';
import { capacityOf, forecast, shardsOf, type LargeRoom } from './large-room.js';

const room: LargeRoom = {
  members: 8_000,
  membersPerShard: 2_000,
  rate: 0.01,
  workers: 4,
  workerRate: 2_000,
  messagesPerPost: 100,
  batch: 10,
  overhead: 0,
};

describe('the shards of a room', () => {
  it.each([
    [1, 1],
    [2_000, 1],
    [2_001, 2],
    [100_000, 64],
    [1_000_000, 512],
  ])('of %d members are %d', (members, shards) => {
    expect(shardsOf(members, 2_000)).toBe(shards);
  });
});

describe('a forecast', () => {
  it('of a quiet room is one post for each member, as fast as the workers may post', () => {
    const { shards, postsPerSecond, median, p99, busy, callsPerSecond } = forecast(room);

    expect(shards).toBe(4);
    expect(postsPerSecond).toBeCloseTo(80, 0);
    expect([median, p99]).toEqual([expect.closeTo(1), expect.closeTo(1)]);
    expect(callsPerSecond).toBeCloseTo(0.04, 3);
    expect(busy).toBeCloseTo(0.01, 3);
  });

  it('of a busy room never takes more than the workers may post, and carries several messages in one', () => {
    const { postsPerSecond, p99, busy } = forecast({ ...room, rate: 50 });

    expect(postsPerSecond).toBeGreaterThan(7_000);
    expect(postsPerSecond).toBeLessThanOrEqual(8_000);
    expect(p99).toBeLessThanOrEqual(2);
    expect(busy).toBeGreaterThan(0.9);
  });

  it('takes longer with fewer workers than shards', () => {
    expect(forecast({ ...room, workers: 1 }).p99).toBeCloseTo(4);
  });

  it('counts what a call takes besides its posts', () => {
    expect(forecast({ ...room, overhead: 0.5 }).median).toBeCloseTo(1.5);
  });

  it('shows a room that talks more than can be carried falling behind', () => {
    const capacity = capacityOf(room);
    const overloaded = forecast({ ...room, rate: 2 * capacity });

    expect(capacity).toBe(100);
    expect(overloaded.p99).toBeGreaterThan(2 * forecast({ ...room, rate: capacity / 2 }).p99);
  });
});
