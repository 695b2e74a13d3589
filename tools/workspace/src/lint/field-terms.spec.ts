import { describe, expect, it } from '@jest/globals';
import { privateTerm } from './field-terms.mjs';

// Written apart, as the rule reads this file, too.
const notification = ['wake', 'up'].join('-');
const subjects = ['some', 'any', 'no'].map((word) => `${word}body`);

describe('a word of this project alone', () => {
  it.each([[`A ${notification} names it.`], [`Two ${notification}s`], [notification.toUpperCase()]])(
    'is found: %s',
    (text) => {
      expect(privateTerm(text, false)).toMatchObject({ term: 'notification' });
    },
  );

  it.each(['A notification names it.', 'compile', 'the piledriver', ''])('is not seen in: %s', (text) => {
    expect(privateTerm(text, true)).toBeNull();
  });

  it.each(subjects)('may be a vague subject, where sentences must name who does something: %s', (subject) => {
    expect(privateTerm(`For ${subject} else`, false)).toBeNull();
    expect(privateTerm(`For ${subject} else`, true)).toEqual({ word: subject, term: 'a plain subject' });
  });
});
