import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { rememberedRooms, rememberRooms } from '../rooms/remembered-rooms.js';
import { remember, remembered } from './remember.js';

/** The part of a browser's storage that is used here. */
function storage(values = new Map<string, string>()) {
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
}

describe('what a tab stores over a reload', () => {
  const put = (value: unknown) =>
    Object.defineProperty(globalThis, 'sessionStorage', { value, configurable: true });
  beforeEach(() => {
    put(storage());
  });
  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'sessionStorage');
  });

  it('is the signed-in user, until they sign out', () => {
    expect(remembered()).toBeNull();
    remember({ name: 'Ada' });
    expect(remembered()).toEqual({ name: 'Ada' });
    remember({ name: 'Ada', isAdmin: true });
    expect(remembered()).toEqual({ name: 'Ada', isAdmin: true });
    remember({ token: 'a.b.c' });
    expect(remembered()).toEqual({ token: 'a.b.c' });
    remember(null);
    expect(remembered()).toBeNull();
  });

  it('is the rooms of each user', () => {
    rememberRooms('ada', ['tea']);
    expect(rememberedRooms('ada')).toEqual(['tea']);
    expect(rememberedRooms('bob')).toEqual([]);
  });

  it.each(['{"name":7}', '[]', '7', 'nonsense'])('is nothing when the stored text is %s', (value) => {
    put(
      storage(
        new Map([
          ['session', value],
          ['rooms:ada', '{"no":"list"}'],
        ]),
      ),
    );
    expect(remembered()).toBeNull();
    expect(rememberedRooms('ada')).toEqual([]);
  });

  it('is nothing, without an error, where storage is forbidden', () => {
    put(undefined);
    remember({ name: 'Ada' });
    rememberRooms('ada', ['tea']);
    expect(remembered()).toBeNull();
    expect(rememberedRooms('ada')).toEqual([]);
  });
});
