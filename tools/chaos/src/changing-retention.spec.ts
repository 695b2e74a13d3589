import { describe, expect, it, jest } from '@jest/globals';
import { LIMITS } from '@serverless-ws/chat-domain';
import { InMemoryRoomHeadRepository, ManualClock } from '@serverless-ws/chat-domain/in-memory';
import { ChangingRetention, fallenEnds } from './changing-retention.js';

const DAY = 86_400_000;
const entry = (seq: number, kept: number) => ({ seq, reservedAt: seq, expiresAt: seq + kept });

describe('a retention that changes', () => {
  it('is shorter and longer by turns, once the store responds and the room is there', async () => {
    const heads = new InMemoryRoomHeadRepository();
    const find = jest.spyOn(heads, 'find').mockRejectedValueOnce(new Error('down'));
    const operator = new ChangingRetention(heads, 'tea', async () => {
      if (find.mock.calls.length === 2) await heads.getOrCreate('tea', 'e', new ManualClock().now());
    });
    const changed = operator.change();
    expect(operator.isIdle).toBe(false);
    await changed;
    expect(operator.isIdle).toBe(true);
    expect((await heads.find('tea'))?.retention?.period).toBe(LIMITS.retentionMinimum);
    await operator.change();
    expect(operator.changes).toBe(2);
    expect((await heads.find('tea'))?.retention).toMatchObject({
      period: LIMITS.retentionDefault,
      least: LIMITS.retentionMinimum,
    });
  });

  it('ends when it is closed, though the store never responds', async () => {
    const heads = new InMemoryRoomHeadRepository();
    const operator: ChangingRetention = new ChangingRetention(heads, 'tea', async () => operator.close());
    await operator.change();
    expect(operator.changes).toBe(0);
  });

  it('lets no entry end before the one below it, where the shortest counts for all that was before', () => {
    const log = [entry(1, 30 * DAY), entry(2, DAY), entry(3, 30 * DAY)];
    const retention = { period: 30 * DAY, above: 2, least: DAY };
    expect(fallenEnds({ retention }, log)).toBe(0);
    expect(fallenEnds({ retention: { ...retention, least: 30 * DAY } }, log)).toBe(1);
    expect(fallenEnds({}, log)).toBe(1);
  });
});
