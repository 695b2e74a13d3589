import { describe, expect, it } from '@jest/globals';
import { hasVisibleCharacter } from './visible.js';

describe('a text', () => {
  it.each([
    ['nothing', ''],
    ['white space', ' \t\r\n\u0085\u00a0\u1680\u2003\u2028\u2029\u3000'],
    ['zero-width characters', '\u200b\u200c\u200d\u2060\ufeff'],
    ['a soft hyphen', '\u00ad'],
    ['marks of direction', '\u200e\u200f\u061c\u202a\u202e\u2066\u2069'],
    ['Hangul fillers', '\u115f\u1160\u3164\uffa0'],
    ['blank Braille', '\u2800'],
    ['variation selectors', '\ufe0f\u{e0100}\u180b'],
    ['tags', '\u{e0020}\u{e007f}'],
    ['control characters', '\u0001\u001b\u007f\u009b'],
    ['marks of interlinear annotation', '\ufff9\ufffb'],
    ['blank letters of rare scripts', '\u{16fe4}\u{1d159}'],
    ['several of these', ' \u200b\u2800\u3164\u00ad '],
  ])('of %s shows nothing', (_, text) => {
    expect(hasVisibleCharacter(text)).toBe(false);
  });

  it.each([
    ['a full stop', '.'],
    ['a letter between joiners', '\u200da\u200d'],
    ['an emoji of several characters', '👩‍👩‍👧‍👦'],
    ['a heart with its variation selector', '❤️'],
    ['the flag of Scotland', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
    ['Braille', '⠓'],
    ['Hangul', '한'],
    ['a combining mark alone', '\u0301'],
  ])('with %s shows something', (_, text) => {
    expect(hasVisibleCharacter(text)).toBe(true);
  });
});
