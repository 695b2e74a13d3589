import { describe, expect, it } from '@jest/globals';
import type { Line } from '@serverless-ws/chat-client';
import { matching, mentionable, mentionsIn, mentionsOf, queryAt } from './mentionable.js';

const ada = { id: '1', name: 'Ada' };
const lovelace = { id: '2', name: 'Ada Lovelace' };
const zoe = { id: 'zoë', name: 'Zoë' };
const people = [ada, lovelace, zoe];
const line = (sender: typeof ada): Line => ({
  ...{ kind: 'message', key: 'k', seq: 1, id: 'm1', sender, sentAt: 0, text: 'hi', reactions: {} },
});

describe('whom a message can mention', () => {
  it('is who is in the room or has written there, but not the user', () => {
    const found = mentionable([ada, zoe], [line(lovelace), line({ id: '1', name: 'Ada, before' })], zoe);
    expect(found).toEqual([ada, lovelace]);
  });

  it('is not a user whose data was erased', () => {
    expect(mentionable([ada], [line({ id: '', name: '' })], zoe)).toEqual([ada]);
  });
});

describe('a mention that is begun', () => {
  it.each([
    ['@', 1, { from: 0, text: '' }],
    ['hi @ad', 6, { from: 3, text: 'ad' }],
    ['hi @ad', 4, { from: 3, text: '' }],
    ['@ada lo', 7, { from: 0, text: 'ada lo' }],
    ['(@z', 3, { from: 1, text: 'z' }],
  ])('in %j at %d is found', (text, caret, query) => {
    expect(queryAt(text, caret)).toEqual(query);
  });

  it.each([
    ['ada@example', 11],
    ['@ada\nnext', 9],
    ['@ ada', 5],
    ['no sign', 7],
    ['@ada', 0],
  ])('is not in %j at %d', (text, caret) => {
    expect(queryAt(text, caret)).toBeNull();
  });

  it('matches the beginning of any word of a name, whatever the case and the accents', () => {
    expect(matching(people, 'love')).toEqual([lovelace]);
    expect(matching(people, 'ZOE')).toEqual([zoe]);
    expect(matching(people, 'ada l')).toEqual([lovelace]);
    expect(matching(people, '')).toEqual(people);
    expect(matching(people, 'x')).toEqual([]);
  });
});

describe('the mentions in a text', () => {
  it('are those whose whole name it says, the longest that fits', () => {
    expect(mentionsIn('@Ada Lovelace and @zoë!', people)).toEqual(['2', 'zoë']);
    expect(mentionsIn('@Ada, lovelace', people)).toEqual(['1']);
    expect(mentionsIn('mail@Ada, @Adam, Ada', people)).toEqual([]);
  });

  it('stay those of the text before its change where names are not known', () => {
    expect(mentionsIn('@Zoë and @Someone', people, ['1', '9'])).toEqual(['zoë', '9']);
    expect(mentionsIn('alone', people, ['9'])).toEqual([]);
  });

  it('are all who have the same name, and ten at most', () => {
    const many = Array.from({ length: 12 }, (_, index) => ({ id: `${index}`, name: 'Bob' }));
    expect(mentionsIn('@Bob', many)).toHaveLength(10);
  });

  it('are where the name stands, with its sign', () => {
    expect(mentionsOf('@Ada @ada @Adam', 'Ada')).toEqual([
      [0, 4],
      [5, 9],
    ]);
    expect(mentionsOf('@', '')).toEqual([]);
  });
});
