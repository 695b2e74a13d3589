import { describe, expect, it } from '@jest/globals';
import { requireStorable } from './custom-content.js';

describe('an entry of a team’s own', () => {
  it('can be stored under a name with a dot', () => {
    for (const kind of ['acme.poll', 'acme.poll-2.closed', `a.${'b'.repeat(62)}`] as const)
      expect(() => requireStorable({ kind, data: { question: 'Tea?' } })).not.toThrow();
  });

  it.each(['.poll', 'acme.', 'acme poll.x', 'acme..poll', `a.${'b'.repeat(63)}`] as const)(
    'is a fault of its program under the name "%s"',
    (kind) => {
      expect(() => requireStorable({ kind, data: {} })).toThrow(TypeError);
    },
  );

  it('is one where it holds too much, or what is no JSON', () => {
    const kind = 'acme.poll';
    expect(() => requireStorable({ kind, data: { text: 'x'.repeat(4_085) } })).not.toThrow();
    expect(() => requireStorable({ kind, data: { text: 'x'.repeat(4_086) } })).toThrow(TypeError);
    expect(() => requireStorable({ kind, data: { count: 1n } })).toThrow(TypeError);
  });
});
