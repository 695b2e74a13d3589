import { describe, expect, it } from '@jest/globals';
import { HUES, hueOf, initialsOf } from './appearance.js';

describe('a person', () => {
  it('always has the same colour, out of the palette', () => {
    expect(hueOf('ada')).toBe(hueOf('ada'));
    const hues = new Set(Array.from({ length: 200 }, (_, index) => hueOf(`user-${index}`)));
    expect([...hues].sort()).toEqual(Array.from({ length: HUES }, (_, hue) => hue));
  });

  it.each([
    ['Ada', 'A'],
    ['ada lovelace', 'AL'],
    ['Grace Brewster Hopper', 'GH'],
    ['  Zoë  ', 'Z'],
    ['李 小龙', '李小'],
    ['<img src=x>', 'IX'],
    ['🦊', '?'],
    ['', '?'],
  ])('called %j has the initials %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
