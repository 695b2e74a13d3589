import { describe, expect, it } from '@jest/globals';
import { newEpochOptions } from './new-epoch-options.js';

const files: Readonly<Record<string, string>> = {
  'rooms.txt': '# ours\nlobby\n\n tea \nlobby\n',
  'bad.txt': 'lobby\nno room\n',
};
const read = (file: string): string => {
  const content = files[file];
  if (content === undefined) throw new Error('ENOENT');
  return content;
};
const options = (...argv: string[]) => newEpochOptions(argv, read);

describe('the flags of new-epoch', () => {
  it('name a table and rooms, each room once', () => {
    expect(
      options('--table', 'chat', '--room', 'tea', '--rooms-from', 'rooms.txt', '--region', 'eu-central-1'),
    ).toEqual({
      table: 'chat',
      region: 'eu-central-1',
      endpoint: undefined,
      rooms: ['tea', 'lobby'],
      all: false,
    });
    expect(options('--table', 'chat', '--all')).toMatchObject({ rooms: [], all: true });
  });

  it('name direct rooms, as clients cannot', () => {
    expect(options('--table', 'chat', '--room', 'dm.k83C7DR').rooms).toEqual(['dm.k83C7DR']);
    expect(() => options('--table', 'chat', '--room', 'dm.a#b')).toThrow('--room:');
  });

  it.each([
    [['--room', 'lobby'], '--table is missing'],
    [['--table', 'chat'], 'name rooms by --room or --rooms-from, or say --all'],
    [['--table', 'chat', '--room', 'tea', '--all'], 'or say --all'],
    [['--table', 'chat', '--room', 'a b'], '--room: A room name is'],
    [['--table', 'chat', '--rooms-from', 'bad.txt'], 'bad.txt:2: A room name is'],
    [['--table', 'chat', '--rooms-from', 'none.txt'], 'none.txt cannot be read'],
    [['--table', 'chat', '--every'], '--every'],
  ])('are refused in one line: %j', (argv, line) => {
    expect(() => options(...argv)).toThrow(line);
  });
});
