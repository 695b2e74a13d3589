import { describe, expect, it } from '@jest/globals';
import { endingOf, outageOf } from './endings.js';

const DAY = 86_400_000;

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

  it('by a ban says until when, as far as the server says so', () => {
    expect(endingOf('banned').sentence).toMatch(/for now\.$/);
    const tomorrow = Date.now() + DAY;
    expect(endingOf('banned', tomorrow).sentence).toContain(`until`);
    expect(endingOf('banned', tomorrow).sentence).toContain(String(new Date(tomorrow).getFullYear()));
  });

  it('by a ban without an end names none', () => {
    for (const until of [Date.now() + 3_650 * DAY, Number.MAX_SAFE_INTEGER]) {
      expect(endingOf('banned', until).sentence).toBe('A moderator keeps you out of this chat.');
    }
  });
});

describe('a lost connection', () => {
  it('has a sentence of its own for each cause', () => {
    const reasons = ['no network', 'no token', 'unreachable or refused (1006)', 'closed (1006)'];
    const sentences = reasons.map((reason) => outageOf(reason, false).sentence);
    expect(new Set(sentences).size).toBe(reasons.length);
  });

  it('leads to signing in again where the server may refuse the user', () => {
    const mayBeRefused = (reason: string, isExpired = false) => outageOf(reason, isExpired).mayBeRefused;
    expect(mayBeRefused('unreachable or refused (1006)')).toBe(true);
    expect(mayBeRefused('no token')).toBe(true);
    expect(mayBeRefused('closed (1006)')).toBe(false);
    expect(mayBeRefused('no network', true)).toBe(false);
  });

  it('of a sign-in that has expired says that', () => {
    expect(outageOf('unreachable or refused (1006)', true)).toEqual({
      sentence: 'Your sign-in has expired.',
      mayBeRefused: true,
      mayReturn: false,
    });
  });

  it('of a sign-in that is not renewed now may come back, also after its last token has expired', () => {
    expect(outageOf('no token', true)).toMatchObject({ mayBeRefused: true, mayReturn: true });
  });
});
