import { describe, expect, it } from '@jest/globals';
import { subjectId } from './moderation-fields.js';

describe('the user whom a request is about', () => {
  it.each(['123', 'auth0|5f7c', 'ada lovelace', '홍길동', 'x'.repeat(128)])('may be %s', (userId) => {
    expect(subjectId(userId)).toBe(userId);
  });

  it.each(['', 'x'.repeat(129), '\ud800', ' ada', 'ada\u200b', 'ada\ufe0f', 'zoe\u0308', '\u0430da'])(
    'is never %j, which no token can name',
    (userId) => {
      expect(() => subjectId(userId)).toThrow(expect.objectContaining({ code: 'bad_request' }));
    },
  );
});
