import { describe, expect, it } from '@jest/globals';
import { partsOf } from './links.js';

const linksOf = (text: string) => partsOf(text).flatMap(({ href }) => (href === undefined ? [] : [href]));

describe('a text', () => {
  it('is cut into links and what is between, and loses nothing', () => {
    const text = 'See https://a.example/b?c=d#e, or http://localhost:3000.';
    expect(partsOf(text)).toEqual([
      { text: 'See ' },
      { text: 'https://a.example/b?c=d#e', href: 'https://a.example/b?c=d#e' },
      { text: ', or ' },
      { text: 'http://localhost:3000', href: 'http://localhost:3000/' },
      { text: '.' },
    ]);
  });

  it.each([
    ['a sentence', 'Is it https://a.example/?!', 'https://a.example/'],
    ['brackets', '(https://a.example/b)', 'https://a.example/b'],
    ['brackets of its own', 'https://a.example/b_(c)', 'https://a.example/b_(c)'],
    ['markup', '<base href="https://a.example/">', 'https://a.example/'],
    ['Japanese', '見てhttps://a.example/b。次', 'https://a.example/b'],
    ['capitals', 'HTTPS://A.Example/B', 'https://a.example/B'],
    ['letters of any script in the path', 'https://a.example/数', 'https://a.example/%E6%95%B0'],
    ['punycode, which reads as what it is', 'https://xn--80ak6aa92e.com/', 'https://xn--80ak6aa92e.com/'],
    ['a default port', 'https://a.example:443/', 'https://a.example/'],
    ['a mark of direction behind it', 'https://a.example/b\u202egnp.c', 'https://a.example/b'],
    ['nothing visible behind it', 'https://a.example/\u200b\u2800', 'https://a.example/'],
  ])('links an address with %s', (_, text, href) => {
    expect(linksOf(text)).toEqual([href]);
  });

  it.each([
    ['another scheme', 'javascript:alert(1) data:text/html,x file:///etc ftp://a.example vbscript:x'],
    ['a scheme within a word', 'xhttps://a.example view-source+https://a.example'],
    ['a user name', 'https://good.example@evil.example/'],
    ['a password', 'https://good.example:443@evil.example/'],
    ['letters that look like others', 'https://аpple.com/ https://exämple.com/'],
    ['fullwidth letters', 'https://ｅvil.example/'],
    ['an escape in the host', 'https://good%2eexample/'],
    ['an odd number', 'https://0x7f.1/ http://2130706433/ http://017.1.1.1'],
    ['a hidden character in the host', 'https://good\u200b.example\u202e/'],
    ['a mark of direction first', 'https://\u202eelpmaxe.a/'],
    ['a slash that is none', 'https://good.example\u2044.evil.example/'],
    ['no host', 'https:// https:///a http://. https://...'],
    ['a port that is none', 'https://a.example:99999/'],
  ])('does not link an address with %s', (_, text) => {
    expect(linksOf(text)).toEqual([]);
    expect(
      partsOf(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });

  it('is cut in no time, whatever is in it', () => {
    const nested = `https://a.example/${')'.repeat(4_000)}`;
    expect(linksOf(nested)).toEqual(['https://a.example/']);
    expect(partsOf('')).toEqual([]);
  });
});
