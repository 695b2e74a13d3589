import { describe, expect, it } from '@jest/globals';
import { exportUserOptions } from '../export-user/export-user-options.js';
import { eraseUserOptions } from './erase-user-options.js';

const WHOLE = [
  '--user',
  'ada',
  '--table',
  'chat',
  '--callback',
  'http://127.0.0.1:3001/dev',
  '--record',
  'e.jsonl',
];
const without = (flag: string) => WHOLE.filter((word, index) => word !== flag && WHOLE[index - 1] !== flag);

describe('the flags of erase-user', () => {
  it('name the user, the table, the functions’ callback and the record', () => {
    expect(eraseUserOptions(WHOLE)).toEqual({
      ...{ userId: 'ada', table: 'chat', callback: 'http://127.0.0.1:3001/dev', record: 'e.jsonl' },
      ...{ settle: undefined, json: false, region: undefined, endpoint: undefined },
    });
    expect(eraseUserOptions([...WHOLE, '--settle', '7', '--json'])).toMatchObject({
      settle: 7_000,
      json: true,
    });
  });

  it.each([
    [without('--user'), '--user is missing'],
    [without('--record'), '--record is missing'],
    [without('--callback'), '--callback is missing'],
    [[...without('--user'), '--user', ' '], '--user is no user id'],
    [[...without('--callback'), '--callback', 'x'], '--callback is no URL'],
    [[...WHOLE, '--settle', '1s'], '--settle is no number of seconds'],
    [[...WHOLE, '--all'], '--all'],
  ])('are refused in one line: %j', (argv, line) => {
    expect(() => eraseUserOptions(argv)).toThrow(line);
  });
});

describe('the flags of export-user', () => {
  it('name the user and the table', () => {
    expect(exportUserOptions(['--user', 'ada', '--table', 'chat', '--region', 'eu-west-3'])).toEqual({
      ...{ userId: 'ada', table: 'chat', region: 'eu-west-3', endpoint: undefined },
    });
  });

  it.each([
    [['--table', 'chat'], '--user is no user id'],
    [['--user', 'ada'], '--table is missing'],
  ])('are refused in one line: %j', (argv, line) => {
    expect(() => exportUserOptions(argv)).toThrow(line);
  });
});
