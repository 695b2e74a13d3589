import { describe, expect, it } from '@jest/globals';
import { memberItem, memberOf } from './connection-item.js';

/**
 * Bytes of an item's name or number, as DynamoDB counts them.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
function bytesOf(value: unknown): number {
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 1;
  return Buffer.byteLength(String(value));
}

/** The row of a member whose user has such an id and name. */
function rowOf(userId: string, name: string) {
  const connection = {
    connectionId: 'L0eYdfb4oAMCJ_w=',
    identity: { userId, name, roles: ['admin'], expiresAt: null },
    connectedAt: 1_767_225_600_123,
    expiresAt: 1_767_233_400_123,
    memberships: [],
  };
  return memberItem(connection, { room: 'a-room-of-twenty-six-chars', shard: 511 });
}

describe('the row of a member', () => {
  it('is at most 100 bytes besides the id and the name of its user, of which a broadcast reads many', () => {
    const bytes = Object.entries(rowOf('', '')).reduce(
      (sum, [name, value]) => sum + bytesOf(name) + bytesOf(value),
      0,
    );
    expect(bytes).toBeLessThanOrEqual(100 + 'un'.length);
  });

  it('holds the user, unless an earlier release wrote it', () => {
    const { u, n, ...earlier } = rowOf('ada', 'Ada');
    expect([u, n]).toEqual(['ada', 'Ada']);
    const member = {
      connectionId: 'L0eYdfb4oAMCJ_w=',
      connectedAt: 1_767_225_600_123,
      until: 1_767_233_400_123,
    };
    expect(memberOf(rowOf('ada', 'Ada'))).toEqual({ ...member, user: { id: 'ada', name: 'Ada' } });
    expect(memberOf(earlier)).toStrictEqual(member);
  });
});
