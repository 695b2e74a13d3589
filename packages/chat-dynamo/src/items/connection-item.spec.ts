import { describe, expect, it } from '@jest/globals';
import { memberItem } from './connection-item.js';

/**
 * Bytes of an item's name or number, as DynamoDB counts them.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
function bytesOf(value: unknown): number {
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 1;
  return Buffer.byteLength(String(value));
}

describe('the row of a member', () => {
  it('is at most 100 bytes, so that 10,000 of them fit into a megabyte', () => {
    const identity = { userId: 'x'.repeat(128), name: 'x'.repeat(128), roles: ['admin'], expiresAt: null };
    const connection = {
      connectionId: 'L0eYdfb4oAMCJ_w=',
      identity,
      connectedAt: 1_767_225_600_123,
      expiresAt: 1_767_233_400_123,
      memberships: [],
    };
    const item = memberItem(connection, { room: 'a-room-of-twenty-six-chars', shard: 511 });
    const bytes = Object.entries(item).reduce(
      (sum, [name, value]) => sum + bytesOf(name) + bytesOf(value),
      0,
    );
    expect(bytes).toBeLessThanOrEqual(100);
  });
});
