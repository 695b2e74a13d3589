import { describe, expect, it } from '@jest/globals';
import { roomSentence, sentenceOf } from './sentences.js';

describe('an error', () => {
  it('is told in a sentence, not by its code', () => {
    expect(sentenceOf({ code: 'rate_limited', message: 'rate_limited' })).toMatch(/^That was .*\.$/);
  });

  it('of a room tells of the room', () => {
    for (const code of ['forbidden', 'uninvited', 'expired']) {
      expect(roomSentence({ code, message: code })).toMatch(/^This room/);
    }
    expect(roomSentence({ code: 'moderated', message: '' })).toMatch(/moderator/);
  });

  it('is told as the server says it where the page does not know it', () => {
    expect(sentenceOf({ code: 'acme.full', message: 'The boat is full.' })).toBe('The boat is full.');
  });
});
