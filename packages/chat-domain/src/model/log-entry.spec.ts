import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { entryBytes, isVisible, type Message } from './log-entry.js';

/** Any code point; `unit: 'binary'` chooses from the same, and takes seconds to be made. */
const codePoint = fc.nat(0x10_f7ff).map((nth) => String.fromCodePoint(nth < 0xd800 ? nth : nth + 0x800));

const message = (text: string): Message => ({
  kind: 'message',
  seq: 1,
  reservedAt: 1,
  expiresAt: 2,
  id: 'm',
  sender: { id: 'u', name: 'U' },
  text,
});

describe('a log entry', () => {
  it('is shown unless it is a filler', () => {
    expect(isVisible(message('hi'))).toBe(true);
    expect(isVisible({ kind: 'filler', seq: 1, reservedAt: 1, expiresAt: 2 })).toBe(false);
  });

  it('is counted as the bytes of its JSON and a comma, whatever its text', () => {
    fc.assert(
      fc.property(fc.string({ unit: codePoint }), (text) => {
        expect(entryBytes(message(text))).toBe(Buffer.byteLength(`${JSON.stringify(message(text))},`));
      }),
    );
    expect(entryBytes(message('\x01'.repeat(4_096)))).toBeGreaterThan(6 * 4_096);
  });
});
