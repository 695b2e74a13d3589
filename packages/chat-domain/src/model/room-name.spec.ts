import { describe, expect, it } from '@jest/globals';
import { LOBBY, roomName } from './room-name.js';

describe('a room name', () => {
  it('is the lobby when none is given', () => {
    expect(roomName(undefined)).toBe(LOBBY);
  });

  it.each(['a', '7', 'tea.room_2-b', 'constructor', 'HEAD', 'r'.repeat(64)])('may be %s', (name) => {
    expect(roomName(name)).toBe(name);
  });

  it.each([
    ['', 'empty'],
    ['r'.repeat(65), 'too long'],
    ['.hidden', 'beginning with a dot'],
    ['__proto__', 'beginning with an underscore'],
    ['a#0', 'holding the separator of keys'],
    ['a/b', 'a path'],
    ['tea room', 'two words'],
    ['tea\n', 'ending with a line break'],
    ['café', 'beyond ASCII'],
  ])('%j is rejected: %s', (name) => {
    expect(() => roomName(name)).toThrow(expect.objectContaining({ code: 'invalid_room' }));
  });
});
