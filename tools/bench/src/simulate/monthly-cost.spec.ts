import { describe, expect, it } from '@jest/globals';
import { forecast, type LargeRoom } from './large-room.js';
import { monthlyCost } from './monthly-cost.js';

const room: LargeRoom = {
  members: 1_000,
  membersPerShard: 2_000,
  rate: 1,
  workers: 4,
  workerRate: 2_000,
  messagesPerPost: 100,
  batch: 10,
  overhead: 0,
};

describe('a month', () => {
  const cost = monthlyCost(room, forecast(room), 300);

  it('of a thousand who stay connected costs eleven dollars', () => {
    expect(cost.connections).toBeCloseTo(10.95);
  });

  it('of a message a second to a thousand costs a dollar for each million posts', () => {
    expect(cost.posts).toBeCloseTo(2_628, -2);
  });

  it('costs far less for workers, table and queue than for posts', () => {
    expect(cost.rest).toBeGreaterThan(0);
    expect(cost.rest).toBeLessThan(cost.posts / 20);
  });
});
