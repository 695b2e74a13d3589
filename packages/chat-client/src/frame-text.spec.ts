import { describe, expect, it } from '@jest/globals';
import { frameIn, frameText } from './frame-text.js';

describe('a received text', () => {
  it('is a frame where it is an object with a type', () => {
    expect(frameIn('{"type":"acme.waved","by":"bob"}')).toEqual({ type: 'acme.waved', by: 'bob' });
  });

  it.each(['', 'not JSON', 'null', '7', '"type"', '[]', '{}', '{"type":7}', '{"message":"Forbidden"}'])(
    'is none otherwise: %s',
    (text) => {
      expect(frameIn(text)).toBeNull();
    },
  );
});

describe('a frame to send', () => {
  it('is at most as long as API Gateway takes, in bytes', () => {
    const rest = '{"text":""}'.length;
    expect(frameText({ text: 'x'.repeat(32_768 - rest) })).toHaveLength(32_768);
    expect(() => frameText({ text: 'x'.repeat(32_769 - rest) })).toThrow('bad_request');
    expect(() => frameText({ text: 'ä'.repeat(16_384) })).toThrow('bad_request');
  });
});
