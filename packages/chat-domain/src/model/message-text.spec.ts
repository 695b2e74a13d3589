import { describe, expect, it } from '@jest/globals';
import { messageText } from './message-text.js';

describe('the text of a message', () => {
  it.each([
    ['a letter', 'a'],
    ['spaces around it', '  a  '],
    ['line breaks', 'a\r\nb'],
    ['an emoji of several characters', '👩‍👩‍👧‍👦'],
    ['4,096 letters', 'x'.repeat(4_096)],
    ['4,096 bytes of emoji', '😀'.repeat(1_024)],
    ['control characters', '\x01\x1b[31m'],
  ])('may hold %s, and stays as it is', (_, text) => {
    expect(messageText(text)).toBe(text);
  });

  it.each([
    ['is empty', ''],
    ['is white space', ' \t\r\n\u00a0\u2003'],
    ['is of invisible characters', '\u200b\u2800\u3164'],
    ['has 4,097 letters', 'x'.repeat(4_097)],
    ['has 4,098 bytes of umlauts', 'ä'.repeat(2_049)],
    ['holds a NUL', 'a\0b'],
    ['holds the first half of a pair', 'a\ud800b'],
    ['holds the second half of a pair', '\udc00a'],
    ['holds a pair the wrong way round', '\udc00\ud800'],
  ])('is rejected when it %s', (_, text) => {
    expect(() => messageText(text)).toThrow(expect.objectContaining({ code: 'invalid_text' }));
  });
});
