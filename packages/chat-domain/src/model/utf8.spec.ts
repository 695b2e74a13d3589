import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isWellFormed, utf8Length } from './utf8.js';

/** Any code point; `unit: 'binary'` chooses from the same, and takes seconds to be made. */
const codePoint = fc.nat(0x10_f7ff).map((nth) => String.fromCodePoint(nth < 0xd800 ? nth : nth + 0x800));

describe('UTF-8', () => {
  it('is as long as the encoder makes it', () => {
    fc.assert(
      fc.property(fc.string({ unit: codePoint }), (text) => {
        expect(utf8Length(text)).toBe(Buffer.byteLength(text));
      }),
    );
  });

  it('carries exactly the strings that come back unchanged', () => {
    const unit = fc.oneof(fc.constantFrom('\ud800', '\udbff', '\udc00', '\udfff', '😀', 'a'), fc.string());
    fc.assert(
      fc.property(fc.array(unit), (units) => {
        const text = units.join('');
        expect(isWellFormed(text)).toBe(Buffer.from(text).toString() === text);
      }),
    );
  });
});
