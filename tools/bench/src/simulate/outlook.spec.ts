import { describe, expect, it } from '@jest/globals';
import { outlook } from './outlook.js';
import { simulateOptions, type SimulateOptions } from './simulate-options.js';

const options = (argv: readonly string[]) => simulateOptions(argv) as SimulateOptions;
const figure = (argv: readonly string[], metric: string) =>
  outlook(options(argv), 45).find((row) => row.metric === metric)?.value;

describe('the outlook', () => {
  it('has a line for each room and each rate', () => {
    expect(new Set(outlook(options([]), 45).map(({ row }) => row))).toEqual(
      new Set(
        ['100,000', '1,000,000'].flatMap((members) =>
          ['1', '12', '60'].map((rate) => `${members} members, ${rate} a minute`),
        ),
      ),
    );
  });

  it('stays inside the workers’ part of the quota', () => {
    for (const { metric, value } of outlook(options([]), 45)) {
      if (metric === 'posts') expect(value).toBeLessThanOrEqual(8_000);
    }
  });

  it('shows whether a worker has the CPU for its pace', () => {
    // 2,000 posts of 45 µs are 0.09 s of CPU a second; a worker of 1 GB has 0.58.
    expect(figure(['--members', '100000', '--rates', '1'], 'CPU of a worker that posts')).toBeCloseTo(
      15.5,
      1,
    );
  });

  it('says no more of a room that talks too much than what it could say', () => {
    const rows = outlook(options(['--members', '1000000', '--rates', '600']), 45);

    expect(rows.map(({ metric, value }) => [metric, value])).toEqual([['carried at most', 48]]);
  });

  it('lets large messages fill their posts sooner', () => {
    const most = (bytes: string) =>
      figure(['--members', '100000', '--rates', '1', '--bytes', bytes], 'carried at most');

    expect([most('300'), most('4000')]).toEqual([480, 33.6]);
  });
});
