import { describe, expect, it } from '@jest/globals';
import { CommandError } from '@serverless-ws/command-line/command.js';
import { simulateOptions } from './simulate-options.js';

describe('the flags of npm run simulate', () => {
  it('may all be left out', () => {
    expect(simulateOptions([])).toEqual({
      members: [100_000, 1_000_000],
      rates: [1, 12, 60],
      quota: 10_000,
      workers: 4,
      bytes: 300,
      write: false,
    });
  });

  it('choose rooms, their rate and the account', () => {
    const argv = [
      '--members',
      '5000,6000',
      '--rates',
      '2',
      '--quota',
      '2500',
      '--json',
      'rows.json',
      '--write',
    ];

    expect(simulateOptions(argv)).toMatchObject({
      members: [5_000, 6_000],
      rates: [2],
      quota: 2_500,
      json: 'rows.json',
      write: true,
    });
  });

  it.each([
    [['--members', 'many'], '--members takes whole numbers from 1 to 10000000, not "many"'],
    [['--rates', '1,0'], '--rates takes whole numbers from 1 to 60000, not "0"'],
    [['--workers', '4,5'], '--workers takes one number'],
    [['--speed', '1'], "Unknown option '--speed'"],
  ])('are refused in one line: %j', (argv, line) => {
    expect(() => simulateOptions(argv)).toThrow(new CommandError(line));
  });
});
