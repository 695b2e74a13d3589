import { describe, expect, it } from '@jest/globals';
import { LOBBY, roomName, storedRoomName } from './room-name.js';

describe('a room name', () => {
  it('is the lobby when none is given', () => {
    expect(roomName(undefined)).toBe(LOBBY);
  });

  it.each([
    ...[
      'a',
      '7',
      'tea.room_2-b',
      'constructor',
      'HEAD',
      'r'.repeat(64),
      'Tea',
      'private.board',
      'private.Board.1',
    ],
    ...['dm', 'lobby2', 'Lobby.', 'Private', 'private-x', 'Privateer', 'dmz.x', 'admin.x', 'm.dm.x'],
  ])('may be %s', (name) => {
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
    ['private.bo\u0430rd', 'with a Cyrillic letter'],
    ['tea\ufe0f', 'with a variation selector'],
    ['tea\u3164', 'with a filler'],
    ['\u202ea', 'turned around'],
  ])('%j is rejected: %s', (name) => {
    expect(() => roomName(name)).toThrow(expect.objectContaining({ code: 'invalid_room' }));
  });

  it('is that of a stored room whatever its kind', () => {
    for (const name of ['lobby', 'tea', 'private.x', `dm.${'x'.repeat(43)}`])
      expect(storedRoomName(name)).toBe(name);
    for (const name of ['', 'a b', 'dm.#', 'x'.repeat(65), 'dM.x'])
      expect(() => storedRoomName(name)).toThrow();
  });

  it.each(['dm.', 'dm.x', `dm.${'x'.repeat(43)}`, 'dm.a#0', `dm.${'x'.repeat(99)}`])(
    'is forbidden where it is that of a direct room: %s',
    (name) => {
      expect(() => roomName(name)).toThrow(expect.objectContaining({ code: 'forbidden' }));
    },
  );

  it.each([
    ['the lobby', ['Lobby', 'LOBBY', 'l0bby', 'L0BBY', '1obby', 'Iobby']],
    ['private', ['Private.x', 'PRIVATE.x', 'pRivate.board', 'prlvate.x', 'pr1vate.x', 'PrIvate.']],
    ['a direct one', ['DM.x', 'Dm.x', 'dM.x', 'drn.x', 'DRN.x']],
  ])('is rejected where it reads like %s and is not', (_, names) => {
    for (const name of names)
      expect(() => roomName(name)).toThrow(expect.objectContaining({ code: 'invalid_room' }));
  });
});
