import { describe, expect, it } from '@jest/globals';
import { markdownTable } from './markdown-table.js';

describe('markdownTable', () => {
  it('has a line for each row and a column for each metric', () => {
    const base = { suite: 's', unit: 'µs' };
    expect(
      markdownTable([
        { ...base, row: 'a', metric: 'CPU', value: 430.123 },
        { ...base, row: 'b', metric: 'CPU', value: 15.06, ratioTo: { row: 'a', ratio: 0.03501 } },
        { suite: 's', row: 'b', metric: 'posts', value: 38_000, unit: '' },
      ]),
    ).toBe(
      [
        '|  | CPU (µs) | posts |',
        '| --- | --: | --: |',
        '| a | 430 |  |',
        '| b | 15.1 · 0.035 × | 38,000 |',
      ].join('\n'),
    );
  });
});
