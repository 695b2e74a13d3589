import { describe, expect, it } from '@jest/globals';
import { identityOf, PlainDigest } from '../../in-memory/index.js';
import { directRoom } from './direct-room.js';
import { resolveRoom } from './resolve-room.js';

const digest = new PlainDigest();
const as = (userId: string) => ({ identity: identityOf(userId) });

describe('the room of a request', () => {
  it('is the one that it names, or the lobby', () => {
    expect(resolveRoom(digest, { ...as('ada'), room: 'tea' })).toEqual({ room: 'tea' });
    expect(resolveRoom(digest, as('ada'))).toEqual({ room: 'lobby' });
  });

  it('is one room for two users, whichever of them asks', () => {
    const { room } = resolveRoom(digest, { ...as('ada'), with: 'bob' });
    expect(resolveRoom(digest, { ...as('bob'), with: 'ada' })).toEqual({ room, with: 'ada' });
    expect(room).toBe(directRoom(digest, 'bob', 'ada'));
  });

  it('is another one for each two users, however their ids are cut', () => {
    const ids = ['a', 'b', 'ab', 'a","b', '["a"', 'B', 'ä', '1', '11', '__proto__'];
    const pairs = ids.flatMap((one) => ids.filter((other) => one < other).map((other) => [one, other]));
    const rooms = pairs.map(([one = '', other = '']) => directRoom(digest, one, other));
    expect(new Set(rooms).size).toBe(pairs.length);
  });

  it('has a name by the code units of both ids, in every locale', () => {
    const texts: string[] = [];
    const listening = { of: (text: string) => `${texts.push(text)}` };
    expect(directRoom(listening, 'b', 'a')).toBe('dm.1');
    directRoom(listening, 'ä', 'z');
    directRoom(listening, 'a', 'B');
    expect(texts).toEqual(['["a","b"]', '["z","ä"]', '["B","a"]']);
  });

  it.each([
    ['a room and a user', { room: 'tea', with: 'bob' }, 'bad_request'],
    ['the lobby and a user', { room: 'lobby', with: 'bob' }, 'bad_request'],
    ['the caller', { with: 'ada' }, 'bad_request'],
    ['no user id', { with: '' }, 'bad_request'],
    ['another no user id', { with: 'bob\u200b' }, 'bad_request'],
    ['a direct room by its name', { room: directRoom(digest, 'ada', 'bob') }, 'forbidden'],
    ['a direct room by its name, and its user', { room: 'dm.x', with: 'bob' }, 'bad_request'],
    ['what is no room', { room: 'a b' }, 'invalid_room'],
  ])('is refused to a request that names %s', (_, reference, code) => {
    expect(() => resolveRoom(digest, { ...as('ada'), ...reference })).toThrow(
      expect.objectContaining({ code }),
    );
  });
});
