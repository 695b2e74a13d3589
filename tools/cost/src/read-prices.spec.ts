import { describe, expect, it } from '@jest/globals';
import { readPrices } from './read-prices.js';

const PAGE = `
| frame            | read units | write units |       posts | calls |
| ---------------- | ---------: | ----------: | ----------: | ----: |
| \`listRooms\`      |        1.5 |           0 |           0 |     1 |
| \`sendMessage\`    |          3 |           4 | each member |     1 |
| \`joinRoom\` again |          3 |           0 |           0 |     2 |
| no price         |          x |           0 |           0 |     1 |
`;

describe('readPrices', () => {
  it('reads the rows of a table, and nothing else', () => {
    expect([...readPrices(PAGE)]).toEqual([
      ['listRooms', { reads: 1.5, writes: 0, posts: 0, calls: 1 }],
      ['sendMessage', { reads: 3, writes: 4, posts: 'each', calls: 1 }],
      ['joinRoom again', { reads: 3, writes: 0, posts: 0, calls: 2 }],
    ]);
  });
});
