import { describe, expect, it } from '@jest/globals';
import { reactionCounts, reactionText, requireRoomForReaction, type ReactionMark } from './reaction.js';

const code = (expected: string) => expect.objectContaining({ code: expected });
const mark = (reaction: string, userId: string, seq = 1, on = true): ReactionMark => ({
  ...{ reaction, userId, seq, on },
});
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('a reaction', () => {
  it.each(['👍', '❤️', '👩‍👩‍👧‍👦', '+1', ':tada:', '__proto__', 'x'.repeat(64), '#'])('may be %s', (value) => {
    expect(reactionText(value)).toBe(value);
  });

  it.each(['', ' ', 'a b', 'a\n', '\u00a0', '\u200b', '\0', '\ud83d', 'x'.repeat(65), '👍'.repeat(17)])(
    'is not %j',
    (value) => {
      expect(() => reactionText(value)).toThrow(code('bad_request'));
    },
  );
});

describe('the room for reactions', () => {
  const twenty = upTo(20).map((n) => mark(`r${n}`, 'ada', n));

  it('is for twenty different ones, and for any number of users of each', () => {
    expect(() => requireRoomForReaction(twenty.slice(1), { reaction: 'r21', userId: 'bob' })).not.toThrow();
    expect(() => requireRoomForReaction(twenty, { reaction: 'r20', userId: 'bob' })).not.toThrow();
    expect(() => requireRoomForReaction(twenty, { reaction: 'r21', userId: 'bob' })).toThrow(
      code('too_many_reactions'),
    );
  });

  it('is not taken up by reactions that were all taken back', () => {
    const off = [...twenty.slice(1), mark('r1', 'ada', 99, false)];
    expect(() => requireRoomForReaction(off, { reaction: 'r21', userId: 'bob' })).not.toThrow();
  });

  it('is for 8 KB, of those taken back as well; what is there can still be changed', () => {
    const full = upTo(51).map((n) => mark('x', `${'u'.repeat(126)}${n + 10}`, n, n % 2 === 0));
    const more = (count: number) => () =>
      requireRoomForReaction(full.slice(0, count), { reaction: 'x', userId: 'v'.repeat(128) });
    expect(more(50)).not.toThrow();
    expect(more(51)).not.toThrow();
    const over = [...full, ...upTo(8).map((n) => mark('x', `${'w'.repeat(126)}${n + 10}`))];
    expect(() => requireRoomForReaction(over, { reaction: 'x', userId: 'bob' })).toThrow(
      code('too_many_reactions'),
    );
    expect(() => requireRoomForReaction(over, mark('x', `${'w'.repeat(126)}11`))).not.toThrow();
  });
});

describe('what is shown of reactions', () => {
  it('is how many have each, the first ten of them, and whether the reader has it', () => {
    const marks = [
      ...upTo(12)
        .reverse()
        .map((n) => mark('👍', `u${n}`, n)),
      mark('👎', 'ada', 13, false),
      mark('__proto__', 'ada', 14),
    ];
    const counts = reactionCounts(marks, 'ada');
    expect(Object.keys(counts)).toEqual(['👍', '__proto__']);
    expect(counts['👍']).toEqual({ count: 12, users: upTo(10).map((n) => `u${n}`), own: false });
    expect(Object.entries(counts)[1]?.[1]).toEqual({ count: 1, users: ['ada'], own: true });
    expect(reactionCounts(marks, 'u12')['👍']).toMatchObject({ own: true });
    expect(reactionCounts([], 'ada')).toEqual({});
  });
});
