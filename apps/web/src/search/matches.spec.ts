import { describe, expect, it } from '@jest/globals';
import type { Line } from '@serverless-ws/chat-client';
import { matchesOf, placeOf } from './matches.js';

const said = (seq: number, name: string, text: string): Line => ({
  ...{ kind: 'message', key: `seq-${seq}`, seq, id: `m${seq}`, sender: { id: name, name }, sentAt: 0 },
  ...{ text, reactions: {} },
});
const deleted: Line = {
  ...{ kind: 'deleted', key: 'seq-3', seq: 3, id: 'm3', sender: { id: 'Zoë', name: 'Zoë' }, sentAt: 0 },
};
const lines = [said(2, 'Ada', 'Crème brûlée?'), deleted, said(5, 'Zoë', 'no\ncake')];

describe('a search in what is loaded', () => {
  it('finds what was said, and who said it', () => {
    expect(matchesOf(lines, ' CREME ')).toEqual([2]);
    expect(matchesOf(lines, 'zoe')).toEqual([5]);
    expect(matchesOf(lines, 'e')).toEqual([2, 5]);
    expect(matchesOf(lines, 'tea')).toEqual([]);
  });

  it('finds nothing without a word', () => {
    expect(matchesOf(lines, '  ')).toEqual([]);
  });
});

describe('a message that an address names', () => {
  it.each([
    [5, false, 'here'],
    [3, false, 'here'],
    [1, false, 'further'],
    [1, true, 'nowhere'],
    [4, false, 'nowhere'],
    [9, false, 'nowhere'],
  ])('at position %d, with the whole past loaded: %s, is %s', (seq, isWhole, place) => {
    expect(placeOf(seq, lines, isWhole)).toBe(place);
  });

  it('may be further back where nothing is loaded yet', () => {
    expect(placeOf(1, [], false)).toBe('further');
  });
});
