import { describe, expect, it } from '@jest/globals';
import { messageContent } from './message-content.js';

const nested = (depth: number): object =>
  Object(JSON.parse(`{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`));
const code = (expected: string) => expect.objectContaining({ code: expected });

describe('the content of a message', () => {
  it('is a text alone, without other fields, not even undefined ones', () => {
    expect(messageContent({ text: 'hi', meta: undefined, mentions: undefined })).toStrictEqual({
      text: 'hi',
    });
  });

  it('has meta and mentions as they were sent', () => {
    const content = { text: 'hi', meta: { poll: ['tea', { n: 1 }], ä: null }, mentions: ['ada', 'bob'] };
    expect(messageContent(content)).toStrictEqual(content);
  });

  it.each([{}, { attachment: 'a.png' }])('may have an empty text beside meta: %j', (meta) => {
    expect(messageContent({ text: '', meta })).toStrictEqual({ text: '', meta });
  });

  it.each(['', ' ', '\u200b'])('has no text without a visible character, with mentions: %j', (text) => {
    expect(() => messageContent({ text, mentions: ['ada'] })).toThrow(code('invalid_text'));
  });

  it('has no text of spaces, even beside meta', () => {
    expect(() => messageContent({ text: ' ', meta: { a: 1 } })).toThrow(code('invalid_text'));
  });

  it('has up to 1,024 bytes of meta, as JSON in UTF-8', () => {
    const full = { a: 'x'.repeat(1_024 - '{"a":""}'.length) };
    expect(messageContent({ text: '', meta: full }).meta).toBe(full);
    expect(() => messageContent({ text: '', meta: { a: `${full.a}x` } })).toThrow(code('invalid_meta'));
    expect(() => messageContent({ text: '', meta: { a: 'ä'.repeat(510) } })).toThrow(code('invalid_meta'));
  });

  it('has no meta that is nested deeper than can be written', () => {
    expect(messageContent({ text: '', meta: { ...nested(500) } }).text).toBe('');
    expect(() => messageContent({ text: '', meta: { ...nested(15_000) } })).toThrow(code('invalid_meta'));
  });

  it.each([
    ['eleven', Array.from({ length: 11 }, (_, index) => `u${index}`)],
    ['what is no id of a user', ['ada', ' bob']],
    ['an empty id', ['']],
  ])('mentions not %s', (_, mentions) => {
    expect(() => messageContent({ text: 'hi', mentions })).toThrow(code('bad_request'));
  });
});
