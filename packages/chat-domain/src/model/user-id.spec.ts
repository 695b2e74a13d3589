import { describe, expect, it } from '@jest/globals';
import { isUserId } from './user-id.js';

describe('the id of a user', () => {
  it.each([
    ['a number', '123'],
    ['a UUID', '0f8fad5b-d9cb-469f-a165-70867728950e'],
    ['of Auth0', 'auth0|5f7c8ec7c33c6c004bbafe82'],
    ['of Google by way of Auth0', 'google-oauth2|103547991597142817347'],
    ['of Azure', 'AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ'],
    ['an address', 'ada.lovelace+chat@example.com'],
    ['a URL', 'https://id.example/people/ada?x=1#me'],
    ['an ARN', 'arn:aws:iam::123456789012:user/Ada'],
    ['percent-encoded', 'zo%C3%AB'],
    ['all of printable ASCII', String.fromCharCode(...Array.from({ length: 94 }, (_, at) => at + 33))],
    ['two words', 'ada lovelace'],
    ['Polish', 'użytkownik-Łódź'],
    ['Vietnamese', 'Nguyễn.Văn'],
    ['Yoruba, with an accent of its own', 'Ọlọ́run'],
    ['Turkish', 'ışık'],
    ['Russian', 'иван.петров-7'],
    ['Ukrainian', 'Ґалаґан_їжак'],
    ['Greek', 'Γιώργος'],
    ['Greek of old', 'ἄνθρωπος'],
    ['Arabic', 'محمد'],
    ['Hebrew', 'דוד'],
    ['Hindi', 'अदिति'],
    ['Tamil', 'தமிழ்'],
    ['Thai', 'สมชาย'],
    ['Georgian', 'გიორგი'],
    ['Armenian', 'Արմեն'],
    ['Chinese', '李雷2'],
    ['Japanese, with Latin', '山田タロウさんX'],
    ['Korean', '홍길동'],
    ['as long as can be', 'x'.repeat(128)],
  ])('may be %s', (_, id) => {
    expect(isUserId(id)).toBe(true);
  });

  it.each([
    ['empty', ''],
    ['too long', 'x'.repeat(129)],
    ['half a character', 'a\ud800'],
    ['spaces', '  '],
    ['a space at its beginning', ' ada'],
    ['a space at its end', 'ada '],
    ['two spaces in a row', 'ada  lovelace'],
    ['a no-break space', 'ada\u00a0lovelace'],
    ['an ideographic space', 'ada\u3000lovelace'],
    ['a line break', 'ada\n'],
    ['a NUL', 'ada\0'],
    ['a DEL', 'ada\u007f'],
    ['a zero-width space', 'ad\u200ba'],
    ['a zero-width joiner', 'ad\u200da'],
    ['a zero-width non-joiner', 'می\u200cخواهم'],
    ['a soft hyphen', 'ad\u00ada'],
    ['a byte order mark', '\ufeffada'],
    ['a variation selector', 'ada\ufe0f'],
    ['a variation selector of ideographs', '李\u{e0100}'],
    ['a variation selector of Mongolian', 'ada\u180b'],
    ['a Hangul filler', 'ada\u3164'],
    ['a Hangul filler of half width', 'ada\uffa0'],
    ['Hangul fillers of Jamo', '\u115f\u1160'],
    ['a filler of Khitan', 'ada\u{16fe4}'],
    ['a blank of Braille', 'ada\u2800'],
    ['a grapheme joiner', 'ada\u034f'],
    ['a vowel of Khmer that draws nothing', 'ក\u17b4'],
    ['a mark of direction', 'ada\u200f'],
    ['an override of direction', '\u202eada'],
    ['isolates', '\u2066ada\u2069'],
    ['an invisible letter of Arabic', '\u061cمحمد'],
    ['tags', 'ada\u{e0061}'],
    ['an annotation', 'ada\ufff9'],
    ['NFD', 'zoe\u0308'],
    ['NFD of Hangul', '\u1112\u1169\u11bc'],
    ['full width', 'ａｄａ'],
    ['a ligature', 'ﬁona'],
    ['letters of mathematics', '𝐚𝐝𝐚'],
    ['a superscript', 'ada²'],
    ['the Kelvin sign', '\u212aelvin'],
    ['Arabic in a form of presentation', '\ufee3ﺤﻤﺪ'],
    ['an emoji', 'ada🎉'],
    ['punctuation beyond ASCII', 'ada‐lovelace'],
    ['an apostrophe beyond ASCII', 'o’neill'],
    ['private use', 'ada\ue000'],
    ['an unassigned character', 'ada\u0378'],
    ['an accent alone', '\u0301'],
    ['an accent on a dot', 'ada.\u0301'],
    ['many accents', 'a\u0323\u0302\u0300\u0301\u0303\u0304'],
    ['the same accent twice', 'x\u0301\u0301'],
    ['a second dot', 'i\u0307d'],
    ['a stroke laid over', 'o\u0338la'],
    ['a Cyrillic letter among Latin', '\u0430da'],
    ['a Greek letter among Latin', 'r\u03bf\u03bft'],
    ['an Armenian letter among Latin', 'r\u0585\u0585t'],
    ['a Latin letter among Cyrillic', 'ивaн'],
    ['a Cyrillic word before a Latin one', 'асе.lovelace'],
    ['Cyrillic letters of other times', '\u0501аvе'],
    ['Latin letters of phonetics', 'r\u1d0f\u1d0ft'],
    ['an alpha of phonetics', '\u0251da'],
    ['a click that looks like a mark', 'ada\u01c3'],
    ['Cherokee', 'ᎪᎠ'],
    ['Lisu', 'ꓮꓓꓮ'],
    ['Coptic', 'ⲁⲇⲁ'],
    ['a stretched word', 'مح\u0640مد'],
    ['Arabic among Hebrew', 'דודم'],
  ])('is never %s', (_, id) => {
    expect(isUserId(id)).toBe(false);
  });

  it('may be any printable ASCII, but for spaces at its ends or in a row', () => {
    const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
    const printable = ascii.slice(0x21, 0x7f);
    expect(ascii.filter(isUserId)).toEqual(printable);
    const around = (text: string) => ascii.filter((one) => isUserId(text.replace('?', one)));
    expect(around('a?b')).toEqual([' ', ...printable]);
    expect(around('?b')).toEqual(printable);
    expect(around('a?')).toEqual(printable);
    expect(around('a ?b')).toEqual(printable);
  });

  it('is never told from another by what is not seen, wherever that stands', () => {
    const unseen = Array.from({ length: 0x110000 }, (_, code) => code)
      .filter((code) => code < 0xd800 || code > 0xdfff)
      .map((code) => String.fromCodePoint(code))
      .filter(
        (character) =>
          /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Z}\p{Cn}\p{Co}]/u.test(character) &&
          character !== ' ',
      );

    expect(unseen.length).toBeGreaterThan(100_000);
    expect(
      unseen.filter((one) => isUserId(`ada${one}x`) || isUserId(`${one}ada`) || isUserId(`ada${one}`)),
    ).toEqual([]);
  });

  it('is the same in every form of normalisation, and in none of the others', () => {
    const composed = ['zoë', 'Ọlọ́run', '홍길동', 'ἄνθρωπος', 'အောင်'];
    for (const id of composed) {
      expect(isUserId(id)).toBe(true);
      expect((['NFC', 'NFKC'] as const).map((form) => id.normalize(form))).toEqual([id, id]);
      expect(id.normalize('NFD') === id || !isUserId(id.normalize('NFD'))).toBe(true);
    }
  });
});
