import { describe, expect, it } from '@jest/globals';
import { endingOf, offlineSentence } from './endings.js';

describe('an ending', () => {
  it('has a sentence, and leads back where the same user may come back', () => {
    for (const reason of ['kicked', 'banned', 'flooding', 'replaced']) {
      expect([reason, endingOf(reason).mayReconnect]).toEqual([reason, true]);
    }
  });

  it('leads to signing in where the token is refused, and for reasons that the page does not know', () => {
    for (const reason of ['refused: 401', 'constructor']) {
      expect(endingOf(reason)).toEqual({ sentence: expect.stringContaining('sign-in'), mayReconnect: false });
    }
  });
});

describe('a lost connection', () => {
  it('has another sentence than a lost network, and than a server that may refuse', () => {
    const sentences = ['no network', 'unreachable or refused (1006)', 'closed (1006)', 'no token'].map(
      offlineSentence,
    );
    expect(new Set(sentences).size).toBe(4);
  });
});
