import { describe, expect, it } from '@jest/globals';
import { retentionOptions } from './retention-options.js';

const DAY = 86_400_000;
const named = ['--table', 'chat', '--room', 'tea'];

describe('the flags of retention', () => {
  it('name a table, a room, and days', () => {
    expect(retentionOptions([...named, '--days', '7'])).toEqual({
      table: 'chat',
      region: undefined,
      endpoint: undefined,
      room: 'tea',
      period: 7 * DAY,
      deployment: 30 * DAY,
    });
    const other = retentionOptions([...named, '--days', '3650', '--deployment-days', '14']);
    expect(other).toMatchObject({ period: 3_650 * DAY, deployment: 14 * DAY });
  });

  it.each([
    [['--room', 'tea', '--days', '7'], '--table is missing'],
    [['--table', 'chat', '--days', '7'], '--room is missing'],
    [['--table', 'chat', '--room', 'a b', '--days', '7'], '--room: A room name is'],
    [named, '--days: a number from 1 to 3650'],
    [[...named, '--days', '0'], '--days: a number'],
    [[...named, '--days', '3651'], '--days: a number'],
    [[...named, '--days', '1.5'], '--days: a number'],
    [[...named, '--days', '7', '--deployment-days', 'x'], '--deployment-days: a number'],
  ])('are refused in one line: %j', (argv, line) => {
    expect(() => retentionOptions(argv)).toThrow(line);
  });
});
