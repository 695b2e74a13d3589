import { describe, expect, it } from '@jest/globals';
import { HOSTILE } from './hostile-texts.fixture.js';
import { printable } from './printable.js';

describe('text from the wire', () => {
  it.each(HOSTILE)('shows %s as one line without effect', (_, text) => {
    expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u3164\u115f]/u);
  });

  it('leaves every control character out', () => {
    const controls = Array.from({ length: 0xa0 }, (_, code) => String.fromCharCode(code)).join('');
    expect(printable(controls)).not.toMatch(/\p{Cc}/u);
  });

  it('keeps letters of all scripts, and emoji that are joined', () => {
    for (const text of ['Zoë', 'שלום', 'नमस्ते', '👩‍👩‍👧', '❤️']) expect(printable(text)).toBe(text);
  });
});
