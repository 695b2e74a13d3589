import { describe, expect, it } from '@jest/globals';
import { cpuOfPost } from './measured-costs.js';

const row = {
  suite: 'fan-out',
  row: 'TLS, 10 ms: this gateway',
  metric: 'CPU a post',
  value: 45,
  unit: 'µs',
};

describe('what a post costs', () => {
  it('is read from the rows of a benchmark', () => {
    expect(cpuOfPost([{ ...row, metric: 'posts', value: 1 }, row])).toBe(45);
  });

  it('is read from the table in the documentation', () => {
    const table = `|  | posts (1/s) | CPU a post (µs) |\n| --- | --: | --: |\n| ${row.row} | 9,700 | 1,044.9 · 0.06 × |`;

    expect(cpuOfPost(table)).toBe(1_044.9);
  });

  it.each([['nothing'], [`| ${row.row} | 1 |`], [[]]])('cannot be read from %j', (source) => {
    expect(() => cpuOfPost(source)).toThrow('no "CPU a post" of "TLS, 10 ms: this gateway"');
  });
});
