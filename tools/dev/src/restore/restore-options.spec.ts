import { describe, expect, it } from '@jest/globals';
import { restoreOptions } from './restore-options.js';

describe('the flags of restore', () => {
  it('name a table as it was, and the new one', () => {
    const argv = [
      '--from',
      'chat',
      '--to',
      'chat-2',
      '--at',
      '2026-11-29T10:30:00Z',
      '--region',
      'eu-central-1',
    ];
    expect(restoreOptions(argv)).toEqual({
      table: 'chat-2',
      source: { table: 'chat', at: new Date('2026-11-29T10:30:00Z') },
      tagsFrom: 'chat',
      tags: {},
      isProtected: true,
      region: 'eu-central-1',
    });
    expect(restoreOptions(['--from', 'chat', '--to', 'chat-2', '--latest']).source?.at).toBe('latest');
  });

  it('name a table that is there, and its tags', () => {
    const argv = [
      '--table',
      'chat',
      '--tags',
      'service=chat,stage=a=b',
      '--unprotected',
      '--tags-from',
      'old',
      '--erasures',
      'erasures.jsonl',
    ];
    expect(restoreOptions(argv)).toEqual({
      table: 'chat',
      tagsFrom: 'old',
      tags: { service: 'chat', stage: 'a=b' },
      isProtected: false,
      erasures: 'erasures.jsonl',
    });
  });

  it.each([
    [[], 'name --from and --to, or --table'],
    [['--from', 'a'], 'name --from and --to, or --table'],
    [['--from', 'a', '--to', 'b', '--table', 'c'], 'name --from and --to, or --table'],
    [['--from', 'a', '--to', 'a', '--latest'], '--to is the name of a new table'],
    [['--from', 'a', '--to', 'b'], 'give --at or --latest'],
    [['--from', 'a', '--to', 'b', '--latest', '--at', '2026-11-29T10:30:00Z'], 'give --at or --latest'],
    [['--from', 'a', '--to', 'b', '--at', 'yesterday'], '--at is no time such as'],
    [['--from', 'a', '--to', 'b', '--at', '2026-11-29T10:30:00'], '--at is no time such as'],
    [['--from', 'a', '--to', 'b', '--at', '2026-13-29T10:30:00Z'], '--at is no time such as'],
    [['--table', 'a', '--latest'], '--latest goes with --from'],
    [['--table', 'a', '--tags', 'service'], '--tags is a list such as'],
    [['--table', 'a', '--all'], '--all'],
  ])('are refused in one line: %j', (argv, line) => {
    expect(() => restoreOptions(argv)).toThrow(line);
  });
});
