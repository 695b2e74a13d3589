import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isWellFormed, utf8Length } from './utf8.js';

describe('UTF-8', () => {
  it('is as long as the encoder makes it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
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
