import { describe, expect, it } from '@jest/globals';
import { userCost } from './user-cost.js';
import { userCostTable } from './user-cost-table.js';
import { userLimits, type UserLimits } from './user-limits.js';

const FILE = `
params:
  default: { floodMessages: '0', floodPosts: '60000', framesPerMinute: '0', handshakesPerSecond: 400, inlinePostsPerSecond: '8000' }
  prod: { floodMessages: '10', framesPerMinute: '1200' }
`;

describe('the most that one user can cost', () => {
  const limits = userLimits(FILE, 'prod');

  it('follows from the limits of a stage', () => {
    expect(limits).toEqual({
      ...{ frames: 72_000, refused: 72_000, messages: 3_600, posts: 3_600_000 },
      ...{ handshakes: 1_440_000, postsPerSecond: 8_000 },
    });
  });

  it('has no bound in a stage without limits', () => {
    expect(() => userLimits(FILE, 'dev')).toThrow('The stage dev has no limits.');
  });

  it('is mostly posts, at a dollar a million and the bytes that they carry', () => {
    const posts = userCost(limits).find(({ what }) => what.startsWith('posts'));
    expect(posts?.dollars).toBeGreaterThan(3.6 + (3.6e6 * 4_096 * 0.09) / 1e9);
    expect(posts?.dollars).toBeLessThan(6);
  });

  it.each(['frames', 'refused', 'messages', 'posts', 'handshakes'] as const)(
    'falls to nothing with its limit: %s',
    (name) => {
      const none: UserLimits = { ...limits, [name]: 0 };
      const sum = (of: UserLimits) => userCost(of).reduce((total, { dollars }) => total + dollars, 0);
      expect(sum(none)).toBeLessThan(sum(limits));
      expect(userCost(none).filter(({ dollars }) => dollars === 0)).toHaveLength(1);
    },
  );

  it('is a table with its sum', () => {
    const lines = userCostTable(limits).split('\n');
    expect(lines).toHaveLength(8);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
    expect(lines.at(-1)).toMatch(/^\| all of it +\| +\| +\d+\.\d\d \|$/);
  });
});
